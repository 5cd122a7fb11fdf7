package org.basin.kernel.compiled;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;

/** The compiled code of this JVM: made once for each text, kept while it is used. */
final class Library {

  private static final Logger LOG = Logger.getLogger(Library.class.getName());

  /** Names how many seconds LLVM may take for a structure. */
  static final String LIMIT = "basin.native.seconds";

  /** As many structures are kept that nobody uses now. */
  private static final int KEPT = 64;

  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  /** By the hash of the text; what compiles keeps others of the same text waiting. */
  private static final Map<String, Made> ALL =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Made> eldest) {
          return size() > KEPT;
        }
      };

  /** How many tapes with compiled code there were. */
  private static final AtomicLong TAPES = new AtomicLong();

  private Library() {}

  /** How many tapes with compiled code there were in this JVM. */
  static long tapes() {
    return TAPES.get();
  }

  /** Code, or why there is none. */
  private static final class Made {
    private Code code;
    private CompilerException reason;

    synchronized Code of(Script script, String text, Target target) throws CompilerException {
      if (code == null && reason == null) {
        try {
          byte[] object = compiled(text);
          Code loaded = Objects.load(object, Objects.hash(object));
          SelfTest.check(script, loaded, target);
          code = loaded;
        } catch (CompilerException e) {
          reason = e;
        }
      }
      if (reason != null) {
        throw reason;
      }
      return code;
    }
  }

  /** Why no code can be made on this machine; empty where nothing speaks against it. */
  static Optional<String> refusal() {
    if (Target.here().isEmpty()) {
      return Optional.of(
          "the engine native works on Linux, on x86-64 processors with AVX2, got %s on %s; choose"
                  .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))
              + " engine vector");
    }
    if (!Toolchain.present()) {
      return Optional.of(
          "the engine native needs LLVM on the class path (org.bytedeco:llvm, classifier"
              + " linux-x86_64; ./basin has it), or choose engine vector");
    }
    return Optional.empty();
  }

  /**
   * A tape for a script.
   *
   * @throws CompilerException with the reason why there is no code for it
   */
  static Tape tape(Script script) throws CompilerException {
    Target target = Target.here().orElseThrow(() -> new CompilerException(refusal().orElseThrow()));
    String text = Assembly.of(script, target);
    String key = Objects.hash(text.getBytes(StandardCharsets.UTF_8));
    Made made;
    synchronized (ALL) {
      made = ALL.computeIfAbsent(key, it -> new Made());
    }
    Code code = made.of(script, text, target);
    TAPES.incrementAndGet();
    return new Tape(script, new Memory(code, target.width(), script.cells()));
  }

  private static byte[] compiled(String text) throws CompilerException {
    Cache cache = new Cache(Folders.cache());
    Optional<byte[]> known = cache.find(text);
    if (known.isPresent()) {
      return known.get();
    }
    Duration limit = Duration.ofSeconds(Long.getLong(LIMIT, 60));
    byte[] object = new Compiler(Toolchain.unpacked().folder(), limit).compile(text);
    cache.keep(text, object);
    return object;
  }

  /** Says once in this JVM why another engine works. */
  static void say(String reason) {
    warn("another engine trains in place of native: " + reason);
  }

  /** Says something once in this JVM. */
  static void warn(String text) {
    if (SAID.add(text)) {
      LOG.warning(text);
    }
  }
}
