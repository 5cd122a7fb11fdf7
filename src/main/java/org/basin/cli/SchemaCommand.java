package org.basin.cli;

import java.util.concurrent.Callable;
import org.basin.cli.process.Exit;
import org.basin.draw.JsonText;
import org.basin.sweep.read.SweepSchema;
import org.basin.trial.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code schema} */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    header = "Print the JSON Schema of sweep files, by which editors complete and check.",
    description = {
      "",
      "Example:",
      "  ./basin schema > sweep.schema.json",
      "",
      "A checkout has it as conf/sweep.schema.json. An editor finds it by a comment in the sweep:",
      "  # yaml-language-server: $schema=conf/sweep.schema.json",
      ""
    })
final class SchemaCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(text());
    return Exit.DONE;
  }

  /** The schema of this build, without a line end. */
  static String text() {
    return JsonText.pretty(new SweepSchema(Models.withoutData()).map());
  }
}
