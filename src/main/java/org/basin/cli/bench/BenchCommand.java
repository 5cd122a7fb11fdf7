package org.basin.cli.bench;

import org.basin.cli.process.Complaints;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench} */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    header = "Measure how fast this machine trains: the speed tables of the README.",
    synopsisSubcommandLabel = "TABLE",
    subcommands = {
      EnergyBenchCommand.class,
      TrainabilityBenchCommand.class,
      GridBenchCommand.class,
      RowsBenchCommand.class,
      ScaleBenchCommand.class
    })
public final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "bench needs a table, got none; tables: " + Complaints.commands(spec.commandLine()));
  }
}
