package org.basin.sweep.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.basin.sweep.Remarks;
import org.basin.sweep.text.Numeral;
import org.basin.sweep.text.Quote;

/** Reads {@code notes} and {@code tags}: what a person says beside a sweep. */
final class RemarksReader {

  private final Mistakes mistakes;
  private final ScalarReader scalars;

  RemarksReader(Mistakes mistakes) {
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
  }

  /** The remarks; without those that have a mistake. */
  Remarks read(Node.Mapping root) {
    return new Remarks(
        root.value("notes").flatMap(this::notes).orElse(""),
        root.value("tags").map(this::tags).orElse(List.of()));
  }

  private Optional<String> notes(Node node) {
    if (!(node instanceof Node.Scalar scalar) || scalar.empty()) {
      return scalars.refused(node, "notes", "must be a text");
    }
    if (!SourceText.printable(scalar.text().replace('\n', ' '))) {
      return scalars.refused(node, "notes", "must be lines of printable characters");
    }
    return bounded(node, "notes", scalar.text().strip(), Remarks.MOST_NOTES);
  }

  private List<String> tags(Node node) {
    if (!(node instanceof Node.Sequence sequence)) {
      scalars.refused(node, "tags", "must be a list of texts such as [first, second]");
      return List.of();
    }
    if (sequence.items().size() > Remarks.MOST_TAGS) {
      mistakes.add(
          node.place(),
          "tags",
          "must be at most %d, got %s"
              .formatted(Remarks.MOST_TAGS, Numeral.grouped(sequence.items().size())));
      return List.of();
    }
    List<String> tags = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      Node item = sequence.items().get(i);
      String path = "tags[" + i + "]";
      Optional<String> tag =
          scalars
              .text(item, path)
              .flatMap(text -> bounded(item, path, text.strip(), Remarks.MOST_TAG));
      if (tag.isPresent() && tags.contains(tag.get())) {
        mistakes.add(
            item.place(), path, "a tag must stand once, got " + Quote.shown(tag.get()) + " again");
      } else {
        tag.ifPresent(tags::add);
      }
    }
    return tags;
  }

  /** A text that says something and is not too long. */
  private Optional<String> bounded(Node node, String path, String text, int most) {
    int length = text.codePointCount(0, text.length());
    if (length == 0) {
      return scalars.refused(node, path, "must hold more than blanks");
    }
    if (length > most) {
      mistakes.add(
          node.place(),
          path,
          "must have at most %s characters, got %s"
              .formatted(Numeral.grouped(most), Numeral.grouped(length)));
      return Optional.empty();
    }
    return Optional.of(text);
  }
}
