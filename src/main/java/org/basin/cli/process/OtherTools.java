package org.basin.cli.process;

import java.util.Map;
import java.util.Optional;

/** Commands and options by the names that other tools have for them, with what does it here. */
final class OtherTools {

  private static final String TRAINS_NOTHING =
      "./basin validate FILE names every mistake of a sweep and ./basin plan FILE says what it"
          + " would take, and both train nothing";

  private static final String TABLES =
      "./basin answer DIR shows the tables by which a sweep compares its settings, and ./basin"
          + " query DIR \"SQL\" any other";

  private static final String RUNS = "./basin run FILE runs a sweep, and goes on where one stopped";

  private static final Map<String, String> HINTS =
      Map.ofEntries(
          Map.entry("new", "./basin init MODEL FILE writes a first sweep"),
          Map.entry("ls", "./basin list FOLDER lists the runs in it"),
          Map.entry("autocomplete", "./basin completion prints the script for bash and zsh"),
          Map.entry("compare", TABLES + "; ./basin diff RUN RUN compares two runs"),
          Map.entry("dry-run", TRAINS_NOTHING),
          Map.entry("dryrun", TRAINS_NOTHING),
          Map.entry("--dry-run", TRAINS_NOTHING),
          Map.entry("check", TRAINS_NOTHING),
          Map.entry("lint", TRAINS_NOTHING),
          Map.entry("train", RUNS),
          Map.entry("sweep", RUNS),
          Map.entry("start", RUNS),
          Map.entry("resume", RUNS),
          Map.entry("--resume", RUNS),
          Map.entry("continue", RUNS),
          Map.entry("best", "./basin top DIR shows the best trials"),
          Map.entry("leaderboard", "./basin top DIR shows the best trials"),
          Map.entry("sql", "./basin query DIR \"SQL\" asks the table of a run"),
          Map.entry("plot", "./basin map DIR draws two axes, and ./basin report DIR a page"));

  private OtherTools() {}

  /** What does here what a word means elsewhere; empty for a word that means nothing elsewhere. */
  static Optional<String> hint(String word) {
    return Optional.ofNullable(HINTS.get(word));
  }
}
