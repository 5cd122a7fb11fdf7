package org.basin.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/** The commands in the help, under what they are for. */
final class CommandGroups implements IHelpSectionRenderer {

  /** Every command that is not hidden stands in one of them. */
  static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("Write a sweep", List.of("init", "validate", "describe", "schema"));
    GROUPS.put("Run it", List.of("plan", "run", "status"));
    GROUPS.put("Read a run", List.of("top", "answer", "report", "map", "query"));
    GROUPS.put(
        "Look at trials", List.of("replay", "pictures", "explore", "checkpoint", "evaluate"));
    GROUPS.put("Several runs", List.of("list", "diff"));
    GROUPS.put("Hand on", List.of("export", "compact"));
    GROUPS.put("This build", List.of("verify", "bench", "completion", "help"));
  }

  @Override
  public String render(Help help) {
    Map<String, Help> commands = help.subcommands();
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<String>> group : GROUPS.entrySet()) {
      List<String> known = new ArrayList<>(group.getValue());
      known.retainAll(commands.keySet());
      if (!known.isEmpty()) {
        text.append("%n%s:%n".formatted(group.getKey()));
        Map<String, Help> of = new LinkedHashMap<>();
        known.forEach(name -> of.put(name, commands.get(name)));
        text.append(help.commandList(of));
      }
    }
    return text.toString();
  }
}
