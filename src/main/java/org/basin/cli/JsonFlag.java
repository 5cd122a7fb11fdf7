package org.basin.cli;

import picocli.CommandLine.Option;

/** {@code --json}, which every reading command has. */
final class JsonFlag {

  @Option(names = "--json", description = "Print JSON, for programs.")
  boolean wanted;
}
