package org.basin.kernel.compiled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Makes shared objects of LLVM's text, in processes of their own: LLVM ends its process where it
 * meets what it can't do, and may take any time.
 */
final class Compiler {

  private final Path programs;
  private final Duration limit;

  /**
   * @param programs folder with {@code llvm-as} and {@code ld.lld}, and the library they need
   * @param limit how long each of them may take
   */
  Compiler(Path programs, Duration limit) {
    this.programs = programs;
    this.limit = limit;
  }

  /**
   * A shared object.
   *
   * @throws CompilerException if the compiler ends with an error, or not in time
   */
  byte[] compile(String text) throws CompilerException {
    Path work = Folders.temporary();
    try {
      Path source = work.resolve("code.ll");
      Path code = work.resolve("code.bc");
      Path object = work.resolve("code.so");
      Files.writeString(source, text);
      run(work, "llvm-as", "" + source, "-o", "" + code);
      run(
          work,
          "ld.lld",
          "-shared",
          "--threads=1",
          "--lto-O3",
          "--lto-newpm-passes=default<O3>",
          "-o",
          "" + object,
          "" + code);
      return Files.readAllBytes(object);
    } catch (IOException e) {
      throw new CompilerException("LLVM can't be run: " + e);
    } finally {
      Folders.delete(work);
    }
  }

  private void run(Path work, String program, String... arguments)
      throws CompilerException, IOException {
    List<String> command = new ArrayList<>(List.of("" + programs.resolve(program)));
    command.addAll(Arrays.asList(arguments));
    Path said = work.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().put("LD_LIBRARY_PATH", "" + programs);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CompilerException(
            "%s must end within %d s, got no end".formatted(program, limit.toSeconds()));
      }
      if (process.exitValue() != 0) {
        String first =
            new String(Files.readAllBytes(said), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("nothing said");
        throw new CompilerException(
            "%s ended with %d: %s".formatted(program, process.exitValue(), first));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while LLVM compiled");
    } finally {
      process.destroyForcibly();
    }
  }
}
