package org.basin.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Hadoop;
import org.basin.cli.process.Reply;
import org.basin.draw.JsonText;
import org.basin.sweep.Counted;
import org.basin.sweep.Mistake;
import org.basin.sweep.SweepException;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code validate FILE...} */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    header = "Check sweep files and name every mistake; trains nothing.",
    description = {
      "",
      "Examples:",
      "  ./basin validate jobs/*.yaml",
      "  ./basin validate jobs/xor-initialisation-grid.yaml epochs=100 ~weight_1_1_0",
      ""
    })
final class ValidateCommand implements Callable<Integer> {

  /** What begins as an override does; a file may be called so, too. */
  private static final Pattern OVERRIDE = Pattern.compile("~.*|\\+{0,2}[A-Za-z_][A-Za-z0-9_.]*=.*");

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Sweep files, then overrides such as beta=0.1,0.2, which change all of them.")
  private List<String> words;

  @Mixin private Reply reply;

  @Override
  public Integer call() {
    PrintWriter out = reply.out();
    PrintWriter err = reply.err();
    List<Object> all = new ArrayList<>();
    int code = Exit.DONE;
    List<String> overrides = words.stream().skip(1).filter(ValidateCommand::override).toList();
    List<String> files = new ArrayList<>(words);
    files.removeAll(overrides);
    for (String file : files) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("file", file);
      try {
        long trials = Job.read(file, Hadoop::configuration, overrides).space().count();
        entry.put("trials", trials);
        entry.put("mistakes", List.of());
        if (!reply.json()) {
          out.println(file + ": good, " + Counted.of(trials, "trial"));
        }
      } catch (SweepException e) {
        code = Exit.MISTAKE;
        entry.put("mistakes", e.mistakes().stream().map(ValidateCommand::map).toList());
        if (!reply.json()) {
          out.flush();
          err.println(e.getMessage());
        }
      }
      all.add(entry);
    }
    if (reply.json()) {
      out.println(JsonText.pretty(all));
    }
    return code;
  }

  private static boolean override(String word) {
    return OVERRIDE.matcher(word).matches() && !Files.isRegularFile(Path.of(word));
  }

  private static Map<String, Object> map(Mistake mistake) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("file", mistake.file());
    map.put("line", mistake.line());
    map.put("column", mistake.column());
    map.put("path", mistake.path());
    map.put("message", mistake.message());
    return map;
  }
}
