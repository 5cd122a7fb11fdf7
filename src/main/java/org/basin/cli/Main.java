package org.basin.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where Basin starts, from {@code ./basin} and from spark-submit alike. */
@Command(
    name = "basin",
    mixinStandardHelpOptions = true,
    subcommands = {WarmUp.class})
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
