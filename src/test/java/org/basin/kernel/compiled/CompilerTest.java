package org.basin.kernel.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with compiling and loading is one line, and harms nothing. */
class CompilerTest {

  @TempDir Path folder;

  private Compiler compiler(String assembler, Duration limit) throws IOException {
    Path file = folder.resolve("llvm-as");
    Files.writeString(file, "#!/bin/sh\n" + assembler + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new Compiler(folder, limit);
  }

  @Test
  void aCompilerThatHangsIsEnded() throws IOException {
    Compiler hangs = compiler("exec sleep 600", Duration.ofSeconds(1));
    assertThatThrownBy(() -> hangs.compile("text"))
        .isInstanceOf(CompilerException.class)
        .hasMessage("llvm-as must end within 1 s, got no end");
  }

  @Test
  void aCompilerThatAbortsEndsNothingElse() throws IOException {
    Compiler aborts =
        compiler("echo 'LLVM ERROR: Cannot select' >&2; kill -ABRT $$", Duration.ofMinutes(1));
    assertThatThrownBy(() -> aborts.compile("text"))
        .isInstanceOf(CompilerException.class)
        .hasMessage("llvm-as ended with 134: LLVM ERROR: Cannot select");
  }

  @Test
  void aCompilerThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> new Compiler(folder, Duration.ofMinutes(1)).compile("text"))
        .isInstanceOf(CompilerException.class)
        .hasMessageStartingWith("LLVM can't be run: ");
  }

  @Test
  void whatIsNoObjectIsNotLoaded() {
    byte[] bytes = "no object".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Objects.load(bytes, Objects.hash(bytes)))
        .isInstanceOf(CompilerException.class)
        .hasMessageStartingWith("compiled code can't be loaded: ");
  }

  @Test
  void whatHasAnotherHashIsNotLoaded() {
    byte[] bytes = "changed".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Objects.load(bytes, Objects.hash(new byte[0])))
        .isInstanceOf(CompilerException.class)
        .hasMessageStartingWith("compiled code must have SHA-256 e3b0c442");
  }

  @Test
  void theCacheGivesWhatItKeptAndNothingThatSomebodyChanged() throws IOException {
    Cache cache = new Cache(folder.resolve("cache"));
    assertThat(cache.find("text")).isEmpty();
    cache.keep("text", new byte[] {1, 2, 3});
    assertThat(cache.find("text")).contains(new byte[] {1, 2, 3});
    assertThat(cache.find("other text")).isEmpty();
    try (var files = Files.list(folder.resolve("cache/objects"))) {
      Files.write(files.findFirst().orElseThrow(), new byte[] {1, 2, 4});
    }
    assertThat(cache.find("text")).isEmpty();
  }

  @Test
  void aCacheThatOthersCanUseIsNone() throws IOException {
    Path cache = folder.resolve("cache");
    Cache own = new Cache(cache);
    own.keep("text", new byte[] {1});
    assertThat(own.find("text")).isPresent();
    Files.setPosixFilePermissions(
        cache.resolve("objects"), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(own.find("text")).isEmpty();
  }

  @Test
  void aCacheThatCannotBeMadeIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Cache cache = new Cache(file.resolve("below"));
    cache.keep("text", new byte[] {1});
    assertThat(cache.find("text")).isEmpty();
  }

  @Test
  void aMachineIsKnownByItsFlags() throws IOException {
    String v3 = "flags\t\t: fpu avx2 fma bmi1 bmi2 f16c movbe";
    assertThat(Target.of(cpu("flags : fpu sse2"))).isEmpty();
    assertThat(Target.of(cpu(v3))).contains(Target.X86_64_V3);
    assertThat(Target.of(cpu(v3 + " avx512f avx512bw avx512cd avx512dq avx512vl")))
        .contains(Target.X86_64_V4);
    assertThat(Target.of(folder.resolve("none"))).isEmpty();
  }

  private Path cpu(String flags) throws IOException {
    return Files.writeString(folder.resolve("cpuinfo"), "processor : 0\n" + flags + "\n");
  }
}
