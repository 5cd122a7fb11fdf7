package org.basin.kernel.compiled;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

  /** As often a source is compiled: what fails may be a full disk that is emptied. */
  private static final int TRIES = 3;

  /** Objects from elsewhere, which a JVM may be given. */
  private static final int MOST_GIVEN = 10_000;

  /** By the key of their source. */
  private static final Map<String, Made> ALL = latest(KEPT);

  /** Objects that another JVM has made, by the key of their source. */
  private static final Map<String, byte[]> GIVEN = latest(MOST_GIVEN);

  /** Compiles what nobody waits for. */
  private static final ExecutorService COMPILER =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "basin-native");
            thread.setDaemon(true);
            return thread;
          });

  /** How many tapes with compiled code there were. */
  private static final AtomicLong TAPES = new AtomicLong();

  private Library() {}

  private static <T> Map<String, T> latest(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
        return size() > most;
      }
    };
  }

  /** How many tapes with compiled code there were in this JVM. */
  static long tapes() {
    return TAPES.get();
  }

  /** Code, or why there is none. */
  private static final class Made {

    private final Source source;
    private volatile boolean begun;
    private volatile Code code;
    private volatile CompilerException reason;
    private int failures;

    Made(Source source) {
      this.source = source;
    }

    boolean done() {
      return code != null || reason != null;
    }

    /** Code, made if there is none; others who want it wait. */
    synchronized Code code() throws CompilerException {
      if (!done()) {
        begun = true;
        try {
          code = loaded(object(source));
        } catch (CompilerException e) {
          begun = false;
          reason = ++failures < TRIES ? null : e;
          throw e;
        }
      }
      if (reason != null) {
        throw reason;
      }
      return code;
    }

    /** Code, if there is an object of it; nobody waits for the compiler. */
    Optional<Code> known() throws CompilerException {
      if (!done() && begun) {
        return Optional.empty();
      }
      return done() || found(source).isPresent() ? Optional.of(code()) : Optional.empty();
    }

    private Code loaded(byte[] object) throws CompilerException {
      Code loaded = Objects.load(object, Objects.hash(object));
      SelfTest.check(source.script(), loaded, source.target());
      return loaded;
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

  /** Why code is neither made on this machine nor was given to it. */
  static Optional<String> useless() {
    synchronized (GIVEN) {
      if (!GIVEN.isEmpty() && Target.here().isPresent()) {
        return Optional.empty();
      }
    }
    return refusal();
  }

  /** Takes objects that another JVM has made, by the keys of their sources. */
  static void take(Map<String, byte[]> objects) {
    synchronized (GIVEN) {
      GIVEN.putAll(objects);
    }
  }

  /** A tape for a script. */
  static Tape tape(Script script, Code code) {
    TAPES.incrementAndGet();
    int width = Target.here().orElseThrow().width();
    return new Tape(script, new Memory(code, width, script.cells()));
  }

  /** Whether this JVM has had no code so far: the other engine may not have worked either. */
  static boolean alone() {
    synchronized (ALL) {
      return ALL.values().stream().noneMatch(Made::done);
    }
  }

  /**
   * Code of a source, made if there is none.
   *
   * @throws CompilerException with the reason why there is no code for it
   */
  static Code made(Source source) throws CompilerException {
    return of(source).code();
  }

  /**
   * Code of a source; empty where it would have to be compiled, or that is going on.
   *
   * @throws CompilerException with the reason why there is no code for it
   */
  static Optional<Code> known(Source source) throws CompilerException {
    return of(source).known();
  }

  /** Whether {@link #known} has an answer by now. */
  static boolean ready(Source source) {
    Made made = of(source);
    return made.done() || !made.begun && found(source).isPresent();
  }

  /** Compiles a source while this thread goes on. */
  static void begin(Source source) {
    Made made = of(source);
    if (!made.begun && Toolchain.present()) {
      made.begun = true;
      COMPILER.execute(
          () -> {
            try {
              made.code();
            } catch (CompilerException e) {
              say(e.getMessage());
            }
          });
    }
  }

  private static Made of(Source source) {
    synchronized (ALL) {
      return ALL.computeIfAbsent(source.key(), it -> new Made(source));
    }
  }

  /** An object that was given or kept. */
  private static Optional<byte[]> found(Source source) {
    synchronized (GIVEN) {
      byte[] given = GIVEN.get(source.key());
      if (given != null) {
        return Optional.of(given);
      }
    }
    return new Cache(Folders.cache()).find(source.text());
  }

  /**
   * The object of a source, for whatever machine.
   *
   * @throws CompilerException with the reason why there is none
   */
  static byte[] object(Source source) throws CompilerException {
    Optional<byte[]> found = found(source);
    if (found.isPresent()) {
      return found.get();
    }
    Duration limit = Duration.ofSeconds(Long.getLong(LIMIT, 60));
    byte[] object = new Compiler(Toolchain.unpacked().folder(), limit).compile(source.text());
    new Cache(Folders.cache()).keep(source.text(), object);
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
