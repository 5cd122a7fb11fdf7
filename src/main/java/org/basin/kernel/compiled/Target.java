package org.basin.kernel.compiled;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Scanner;
import java.util.Set;

/** Machines that code is made for. */
enum Target {
  /** AVX-512. */
  X86_64_V4("x86-64-v4", 16, Set.of("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl")),
  /** AVX2. */
  X86_64_V3("x86-64-v3", 8, Set.of("avx2", "fma", "bmi1", "bmi2", "f16c", "movbe"));

  private final String cpu;
  private final int width;
  private final Set<String> flags;

  Target(String cpu, int width, Set<String> flags) {
    this.cpu = cpu;
    this.width = width;
    this.flags = flags;
  }

  /** As LLVM names it. */
  String cpu() {
    return cpu;
  }

  /** Lanes in a vector. */
  int width() {
    return width;
  }

  /** The best for this machine; empty where there is none. */
  static Optional<Target> here() {
    return Holder.HERE;
  }

  /** Looked up once. */
  private static final class Holder {
    static final Optional<Target> HERE = find();

    private static Optional<Target> find() {
      boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux");
      boolean x86 = List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
      return linux && x86 ? of(Path.of("/proc/cpuinfo")) : Optional.empty();
    }
  }

  private static Set<String> words(String line) {
    Set<String> words = new HashSet<>();
    new Scanner(line).forEachRemaining(words::add);
    return words;
  }

  /** The best for a machine that is described as Linux does. */
  static Optional<Target> of(Path cpuinfo) {
    try {
      Set<String> has =
          Files.readAllLines(cpuinfo).stream()
              .filter(line -> line.startsWith("flags"))
              .findFirst()
              .map(line -> words(line.substring(line.indexOf(':') + 1)))
              .orElse(Set.of());
      if (has.containsAll(X86_64_V3.flags)) {
        return Optional.of(has.containsAll(X86_64_V4.flags) ? X86_64_V4 : X86_64_V3);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
