package org.basin.sweep.read;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.basin.sweep.PathLaw;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.Vocabulary;

/**
 * Reads sweep files. Every mistake is named with file, line, column and path, all of them at once.
 *
 * <p>The file is YAML 1.2 without anchors, aliases, tags and further documents, in UTF-8, at most
 * one MiB; nothing but texts, numbers, lists and mappings is ever made of it.
 */
public final class SweepParser {

  private final Vocabulary vocabulary;

  /**
   * @param vocabulary the names that exist
   */
  public SweepParser(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Reads a file. Relative paths in {@code points} and {@code data} are resolved against the file's
   * folder.
   *
   * @param overrides changes in the manner of Hydra, such as {@code beta=0.1,0.2}, {@code
   *     alpha=range(0,1,0.1)} or {@code ~axis}, done before anything is checked; they mean what
   *     they would mean in the file
   * @throws SweepException with all mistakes
   */
  public Sweep parse(Path file, List<String> overrides) throws SweepException {
    return parse(file.toString(), SourceText.bytes(file), overrides, path -> resolved(file, path));
  }

  /**
   * Reads the content of a file on a file system of its own, such as hdfs. Relative paths in it are
   * resolved against the file's folder.
   *
   * @param file where it was read, such as {@code hdfs://host/folder/sweep.yaml}, with blanks as
   *     blanks
   * @param content the file's bytes
   * @param overrides as for a file
   * @throws SweepException with all mistakes
   */
  public Sweep parseRemote(String file, byte[] content, List<String> overrides)
      throws SweepException {
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    return parse(
        PathLaw.plain(file),
        content,
        overrides,
        path -> path.startsWith("/") || PathLaw.remote(path) ? path : folder + path);
  }

  /**
   * Reads the content of a file. Paths in it are kept as they are.
   *
   * @param name what the file is called in messages and, without folder and extension, what a sweep
   *     that gives no name is called
   * @param content the file's bytes
   * @param overrides as for a file
   * @throws SweepException with all mistakes
   */
  public Sweep parse(String name, byte[] content, List<String> overrides) throws SweepException {
    return parse(name, content, overrides, path -> path);
  }

  /**
   * Reads the sweep that a results folder or a checkpoint keeps. Its goal is ignored: earlier
   * builds accepted either goal for any metric.
   *
   * @param name what the file is called in messages
   * @param content the file's bytes
   * @param overrides as for a file, and checked as there
   * @throws SweepException with all mistakes
   */
  public Sweep parseStored(String name, byte[] content, List<String> overrides)
      throws SweepException {
    return parse(name, content, overrides, path -> path, SweepParser::withoutGoal);
  }

  private static Node.Mapping withoutGoal(Node.Mapping root) {
    return root.entry("metric")
        .filter(metric -> metric.value() instanceof Node.Mapping)
        .map(it -> root.with(it.key(), ((Node.Mapping) it.value()).without("goal")))
        .orElse(root);
  }

  private Sweep parse(
      String file, byte[] content, List<String> overrides, SweepReader.PathBase folder)
      throws SweepException {
    return parse(file, content, overrides, folder, root -> root);
  }

  private Sweep parse(
      String file,
      byte[] content,
      List<String> overrides,
      SweepReader.PathBase folder,
      UnaryOperator<Node.Mapping> known)
      throws SweepException {
    String text = SourceText.decode(file, content);
    Mistakes mistakes = new Mistakes();
    Node root = YamlReader.read(text, new Place(file, 1, 1), mistakes);
    if (!(root instanceof Node.Mapping mapping)) {
      new ScalarReader(mistakes)
          .refused(root, "", "a sweep must be a mapping such as model: energy");
      mistakes.throwIfAny();
      throw new IllegalStateException("what is unreadable was reported");
    }
    Node.Mapping changed = Overrides.apply(known.apply(mapping), overrides, mistakes);
    return new SweepReader(vocabulary, mistakes, changed, folder).read(standardName(file));
  }

  private static String standardName(String file) {
    String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    int dot = last.lastIndexOf('.');
    return dot > 0 ? last.substring(0, dot) : last;
  }

  private static String resolved(Path file, String path) {
    return PathLaw.remote(path)
        ? path
        : file.toAbsolutePath().resolveSibling(path).normalize().toString();
  }
}
