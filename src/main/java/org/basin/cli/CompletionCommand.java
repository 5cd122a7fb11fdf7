package org.basin.cli;

import java.util.concurrent.Callable;
import org.basin.cli.process.Exit;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion} */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    header = "Print a script by which bash and zsh complete commands, options and their values.",
    description = {
      "",
      "Examples:",
      "  source <(./basin completion)",
      "  ./basin completion > ~/.local/share/bash-completion/completions/basin",
      "",
      "The first is for this shell alone, bash or zsh; the second for every bash to come. A zsh"
          + " to come has the first in its .zshrc.",
      ""
    })
final class CompletionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    root.getOut().print(AutoComplete.bash(root.getCommandName(), root));
    root.getOut().flush();
    return Exit.DONE;
  }
}
