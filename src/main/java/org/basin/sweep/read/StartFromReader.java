package org.basin.sweep.read;

import java.util.List;
import java.util.Optional;
import org.basin.sweep.StartFrom;
import org.basin.sweep.Vocabulary;

/**
 * Reads {@code start_from}: the path of a checkpoint as a person writes it, or file and fingerprint
 * as a kept sweep has them, whose file need no longer be at hand.
 */
final class StartFromReader {

  private static final String KEY = "start_from";

  private final Vocabulary vocabulary;
  private final Mistakes mistakes;
  private final ScalarReader scalars;
  private final SweepReader.PathBase folder;

  StartFromReader(Vocabulary vocabulary, Mistakes mistakes, SweepReader.PathBase folder) {
    this.vocabulary = vocabulary;
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
    this.folder = folder;
  }

  /** Where trials start; as if they drew it when a mistake was found. */
  StartFrom read(Node.Mapping root) {
    if (root.value(KEY).isEmpty()) {
      return StartFrom.NONE;
    }
    root.value("starts")
        .ifPresent(
            starts ->
                mistakes.add(
                    starts.place(),
                    "starts",
                    "must be left out with start_from, which says where all trials start, got "
                        + starts.shown()));
    Node node = root.value(KEY).get();
    return (node instanceof Node.Mapping ? kept(node) : file(node)).orElse(StartFrom.NONE);
  }

  private Optional<StartFrom> file(Node node) {
    Optional<String> file = scalars.path(node, KEY).map(folder::resolve);
    return file.flatMap(
        path ->
            vocabulary
                .startFingerprint(path, law -> mistakes.add(node.place(), KEY, law))
                .map(fingerprint -> new StartFrom(path, fingerprint)));
  }

  private Optional<StartFrom> kept(Node node) {
    List<String> keys = List.of("file", "fingerprint");
    String example = "trial-0.npz";
    Optional<Node.Mapping> mapping = scalars.mapping(node, KEY, keys, example);
    if (mapping.isPresent() && !mapping.get().keys().containsAll(keys)) {
      return scalars.refused(node, KEY, "must be the path of a checkpoint, such as " + example);
    }
    Optional<String> file =
        mapping
            .flatMap(it -> it.value("file"))
            .flatMap(it -> scalars.path(it, KEY + ".file"))
            .map(folder::resolve);
    Optional<String> fingerprint =
        mapping
            .flatMap(it -> it.value("fingerprint"))
            .filter(
                it ->
                    it instanceof Node.Scalar text && text.text().matches("sha256:[0-9a-f]{64}")
                        || scalars
                            .refused(
                                it,
                                KEY + ".fingerprint",
                                "must be sha256: and 64 digits of base 16")
                            .isPresent())
            .map(it -> ((Node.Scalar) it).text());
    return file.isPresent() && fingerprint.isPresent()
        ? Optional.of(new StartFrom(file.get(), fingerprint.get()))
        : Optional.empty();
  }
}
