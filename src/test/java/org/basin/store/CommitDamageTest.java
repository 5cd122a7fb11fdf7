package org.basin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits of which one member changed: what is said, and where following it leads. */
class CommitDamageTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern ADVICE =
      Pattern.compile(
          "put it back as it was, or remove commits/(\\d+)\\.json(?: to (\\d+))? and waves/\\1(?: to \\2)? to train again from position \\d+ on\\.");

  @TempDir private Path temp;

  /** A damaged text, and how it came about. */
  private record Damaged(String what, String text) {}

  @Test
  void everyMemberThatChangesIsFoundOutAndTheAdviceRepairsTheRun() throws IOException {
    Path whole = threeWaves("whole");
    String commit = Wave.commit(1);
    List<Damaged> damages = damages(Files.readString(whole.resolve(commit)));
    assertThat(damages).hasSizeGreaterThan(50);
    for (Damaged each : damages) {
      Path run = copy(whole, "run" + damages.indexOf(each));
      Files.writeString(run.resolve(commit), each.text());
      String said = refusal(run);
      assertThat(said).as(each.what()).startsWith(run + "/" + commit + ": this file must ");
      follow(run, said);
      Driver.complete(Driver.directory(run), 20, false);
      Driver.assertComplete(run);
    }
  }

  @Test
  void withoutASealAChangeIsFoundOutOrHarmlessAndNoAdviceLeadsNowhere() throws IOException {
    Path whole = threeWaves("whole");
    for (int wave = 0; wave < 3; wave++) {
      Path commit = whole.resolve(Wave.commit(wave));
      Files.writeString(commit, unsealed(Files.readString(commit)));
    }
    int harmless = 0;
    String commit = Wave.commit(1);
    List<Damaged> damages = damages(Files.readString(whole.resolve(commit)));
    for (Damaged each : damages) {
      Path run = copy(whole, "run" + damages.indexOf(each));
      Files.writeString(run.resolve(commit), each.text());
      String said = refusal(run);
      if (said.isEmpty()) {
        harmless++;
      } else {
        assertThat(said).as(each.what()).contains(Wave.name(1));
        follow(run, said);
        Driver.complete(Driver.directory(run), 20, false);
      }
      Driver.assertComplete(run);
    }
    assertThat(harmless).isLessThan(damages.size() / 2);
  }

  @Test
  void anEndThatMovedIsToldFromABeginningThatMoved() throws IOException {
    Path whole = threeWaves("whole");
    for (int wave = 0; wave < 3; wave++) {
      Path commit = whole.resolve(Wave.commit(wave));
      Files.writeString(commit, unsealed(Files.readString(commit)));
    }
    Path until = copy(whole, "until");
    edit(until.resolve(Wave.commit(1)), "\"until\" : 20", "\"until\" : 25");
    assertThat(refusal(until))
        .startsWith(
            until
                + "/commits/00001.json: this file must say until=20, where wave 00002 begins, got until=25;");
    Path from = copy(whole, "from");
    edit(from.resolve(Wave.commit(2)), "\"from\" : 20", "\"from\" : 19");
    assertThat(refusal(from))
        .startsWith(from + "/commits/00002.json: this file must say from=20, because waves follow");
  }

  @Test
  void aSealThatChangedOrIsCutIsFoundOutAndAMissingOneIsBelieved() throws IOException {
    Path whole = threeWaves("whole");
    Path cut = copy(whole, "cut");
    Path commit = cut.resolve(Wave.commit(2));
    String text = Files.readString(commit);
    String seal = text.substring(text.indexOf("\"crc32c\" : \"") + 12, text.lastIndexOf('"'));
    assertThat(seal).matches("[0-9a-f]{8}");
    for (String other : List.of("00000000", seal.substring(1), "")) {
      Files.writeString(commit, text.replace(seal, other));
      assertThat(refusal(cut)).startsWith(commit + ": this file must ");
    }
    Files.writeString(commit, unsealed(text));
    assertThat(refusal(cut)).isEmpty();
  }

  /** The text of a commit as builds before wrote it. */
  static String unsealed(String text) {
    return text.replaceFirst(",\\s*\"crc32c\"[^}]*}\\s*$", "\n}\n");
  }

  private Path threeWaves(String name) {
    Path run = temp.resolve(name);
    try (RunWriter writer = Driver.open(run)) {
      Driver.wave(writer, 10);
      Driver.wave(writer, 10);
      Driver.wave(writer, 5);
    }
    return run;
  }

  /** What a driver says that opens the run and takes it to its end; empty if all is well. */
  private static String refusal(Path run) throws IOException {
    try {
      Driver.complete(Driver.directory(run), 20, false);
    } catch (StoreException refused) {
      return refused.getMessage();
    }
    return "";
  }

  /** Removes what the message says, to the letter. */
  private static void follow(Path run, String said) throws IOException {
    Matcher advice = ADVICE.matcher(said);
    if (!advice.find()) {
      fail("a message must end in advice that can be followed, got " + said);
    }
    int from = Integer.parseInt(advice.group(1));
    int to = advice.group(2) == null ? from : Integer.parseInt(advice.group(2));
    for (int wave = from; wave <= to; wave++) {
      Files.deleteIfExists(run.resolve(Wave.commit(wave)));
      remove(run.resolve(Wave.folder(wave)));
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /** The commit with each member in turn taken away, or of another value. */
  private static List<Damaged> damages(String text) throws IOException {
    List<Damaged> damages = new ArrayList<>();
    List<String> pointers = new ArrayList<>();
    pointers(JSON.readTree(text), "", pointers);
    for (String pointer : pointers) {
      if (pointer.equals("/crc32c")) {
        continue;
      }
      for (String value : others(JSON.readTree(text).at(pointer))) {
        JsonNode tree = JSON.readTree(text);
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = tree.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        if (!(parent instanceof ObjectNode object)) {
          continue;
        }
        if (value.isEmpty()) {
          object.remove(name);
        } else {
          object.set(name, JSON.readTree(value));
        }
        damages.add(
            new Damaged(
                pointer + " becomes " + value,
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n"));
      }
    }
    return damages;
  }

  private static void pointers(JsonNode node, String at, List<String> pointers) {
    if (!at.isEmpty()) {
      pointers.add(at);
    }
    node.properties()
        .forEach(each -> pointers(each.getValue(), at + "/" + each.getKey(), pointers));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      pointers(node.get(i), at + "/" + i, pointers);
    }
  }

  /** Values that a member may get; "" takes it away. */
  private static List<String> others(JsonNode value) {
    if (value.isIntegralNumber()) {
      long number = value.asLong();
      return List.of("", "" + (number + 1), "" + (10 * number + 7));
    }
    if (value.isNumber()) {
      return List.of("", "" + (value.asDouble() + 0.5));
    }
    if (value.isTextual()) {
      return List.of("", '"' + value.asText() + "x\"");
    }
    return List.of("", value.isArray() ? "[]" : "{}");
  }

  private static void edit(Path commit, String from, String to) throws IOException {
    String text = Files.readString(commit);
    assertThat(text).contains(from);
    Files.writeString(commit, text.replace(from, to));
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = temp.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        Files.createDirectories(target.getParent());
        Files.copy(each, target);
      }
    }
    return to;
  }
}
