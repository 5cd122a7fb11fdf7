package org.basin.sweep.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basin.sweep.text.Invisible;
import org.basin.sweep.text.Quote;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * YAML without what makes it dangerous or surprising: no anchors and aliases, no tags, one
 * document, each key once. Nothing is constructed but {@link Node}s.
 */
final class YamlReader {

  private static final int DEEPEST = 20;

  private final ParserImpl events;
  private final Place origin;
  private final Mistakes mistakes;

  private YamlReader(String text, Place origin, Mistakes mistakes) {
    this.events = new ParserImpl(new StreamReader(text), new LoaderOptions());
    this.origin = origin;
    this.mistakes = mistakes;
  }

  /**
   * Reads one document.
   *
   * @param origin names the file; on the command line, the place of every node
   * @return {@link Node.Broken} after a mistake that makes the rest unreadable
   */
  static Node read(String text, Place origin, Mistakes mistakes) {
    YamlReader reader = new YamlReader(text, origin, mistakes);
    try {
      return reader.document();
    } catch (TooDeep e) {
      mistakes.add(e.place, "", "nesting must be at most " + DEEPEST + " levels deep, got more");
    } catch (MarkedYAMLException e) {
      Place place = e.getProblemMark() == null ? reader.origin : reader.place(e.getProblemMark());
      if (e.getProblemMark() != null && mistakes.none()) { // an invisible character may be why
        int until = text.offsetByCodePoints(0, e.getProblemMark().getIndex());
        reader.nameInvisible(text.substring(0, until));
      }
      String context = e.getContext() == null ? "" : e.getContext() + ", ";
      mistakes.add(place, "", "the file must be YAML, got: " + context + e.getProblem());
    } catch (YAMLException e) {
      mistakes.add(reader.origin, "", "the file must be YAML, got: " + e.getMessage());
    }
    return new Node.Broken(origin);
  }

  /** Ends the reading: what follows is too deep to be looked at. */
  private static final class TooDeep extends RuntimeException {
    private final transient Place place;

    TooDeep(Place place) {
      super("too deep", null, false, false);
      this.place = place;
    }
  }

  private void nameInvisible(String text) {
    int at = Invisible.last(text);
    if (at < 0) {
      return;
    }
    int start = text.lastIndexOf('\n', at) + 1;
    int line = 1 + (int) text.chars().limit(at).filter(c -> c == '\n').count();
    int column = 1 + text.codePointCount(start, at);
    mistakes.add(
        origin.line() == 0 ? origin : new Place(origin.file(), line, column),
        "",
        Invisible.LAW + Invisible.name(text.codePointAt(at)));
  }

  private Node document() {
    events.getEvent(); // the stream's start
    if (events.checkEvent(ID.StreamEnd)) {
      return new Node.Scalar("", true, false, origin);
    }
    events.getEvent(); // the document's start
    Node root = node(1, "");
    events.getEvent(); // the document's end
    if (!events.checkEvent(ID.StreamEnd)) {
      mistakes.add(
          place(events.peekEvent().getStartMark()),
          "",
          "a sweep file must hold one document, got a second one after ---");
    }
    return root;
  }

  private Node node(int depth, String path) {
    Event event = events.getEvent();
    Place place = place(event.getStartMark());
    if (depth > DEEPEST) {
      throw new TooDeep(place);
    }
    if (event instanceof AliasEvent alias) {
      mistakes.add(
          place,
          path,
          "aliases are not part of a sweep file, got *"
              + Quote.shown(alias.getAnchor())
              + "; write the value out");
      return new Node.Broken(place);
    }
    if (((NodeEvent) event).getAnchor() != null) {
      mistakes.add(
          place,
          path,
          "anchors are not part of a sweep file, got &"
              + Quote.shown(((NodeEvent) event).getAnchor())
              + "; quote the text if & belongs to it");
    }
    boolean tagged =
        event instanceof ScalarEvent scalar
            ? tagged(scalar.getTag(), place, path)
            : tagged(((CollectionStartEvent) event).getTag(), place, path);
    Node node = content(event, place, depth, path);
    return tagged ? new Node.Broken(place) : node;
  }

  private Node content(Event event, Place place, int depth, String path) {
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar, place, path);
    }
    return event.is(ID.MappingStart) ? mapping(place, depth, path) : sequence(place, depth, path);
  }

  private Node.Scalar scalar(ScalarEvent event, Place place, String path) {
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
    int quotes = plain ? 0 : 2;
    Mark start = event.getStartMark();
    Mark end = event.getEndMark();
    boolean verbatim =
        start.getLine() == end.getLine()
            && end.getColumn() - start.getColumn() - quotes
                == event.getValue().codePointCount(0, event.getValue().length());
    String text = event.getValue();
    int invisible = plain ? Invisible.first(text) : -1;
    if (invisible >= 0) {
      int before = verbatim && origin.line() > 0 ? text.codePointCount(0, invisible) : 0;
      mistakes.add(
          new Place(place.file(), place.line(), place.column() + before),
          path,
          Invisible.LAW + Invisible.name(text.codePointAt(invisible)));
      text = Invisible.without(text); // what else is wrong is named, too
    }
    return new Node.Scalar(text, plain, verbatim, place);
  }

  private Node sequence(Place place, int depth, String path) {
    List<Node> items = new ArrayList<>();
    while (!events.checkEvent(ID.SequenceEnd)) {
      items.add(node(depth + 1, path + "[" + items.size() + "]"));
    }
    events.getEvent();
    return new Node.Sequence(items, place);
  }

  private Node mapping(Place place, int depth, String path) {
    List<Node.Entry> entries = new ArrayList<>();
    Map<String, Node.Scalar> seen = new HashMap<>();
    while (!events.checkEvent(ID.MappingEnd)) {
      Node key = node(depth + 1, path);
      if (!(key instanceof Node.Scalar name)) {
        if (!(key instanceof Node.Broken)) {
          mistakes.add(key.place(), path, "a key must be a name, got " + key.shown());
        }
        node(depth + 1, path);
        continue;
      }
      String inner = path.isEmpty() ? name.text() : path + "." + Quote.shown(name.text());
      Node value = node(depth + 1, inner);
      Node.Scalar before = seen.putIfAbsent(name.text(), name);
      if (before == null) {
        entries.add(new Node.Entry(name, value));
      } else {
        mistakes.add(
            name.place(),
            inner,
            "a key must occur once, got it again"
                + (origin.line() == 0 ? "" : "; first on line " + before.place().line()));
      }
    }
    events.getEvent();
    return new Node.Mapping(entries, place);
  }

  private boolean tagged(String tag, Place place, String path) {
    if (tag != null) {
      mistakes.add(
          place,
          path,
          "tags are not part of a sweep file, got "
              + Quote.shown(tag)
              + "; quote the text if ! belongs to it");
    }
    return tag != null;
  }

  private Place place(Mark mark) {
    return origin.line() == 0
        ? origin
        : new Place(origin.file(), mark.getLine() + 1, mark.getColumn() + 1);
  }
}
