package org.basin.kernel.compiled;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;

/** The trials of one structure, whose training is rehearsed once it may pay to have code for it. */
final class ReadyTrials implements Engine.Ready {

  /** Of as many trials the rehearsal takes no time to speak of. */
  static final int MANY = 4096;

  private static final int MOST_REHEARSALS = 16;

  /** 256 MiB of 64 trials. */
  private static final int MOST_CELLS = 1 << 20;

  /** What it costs to compile a structure, in nanoseconds. */
  private static final double COMPILATION = 0.4e9;

  /** What compiled code saves of an operation of one lane, in nanoseconds. */
  private static final double SAVED = 0.003;

  /** What part of its time a training by compiled code saves at the least. */
  private static final double SHARE = 0.25;

  /**
   * What a JVM saves, in nanoseconds, that never has to make machine code of the other engine: half
   * of the time of a short run.
   */
  private static final double WARMING = 1e9;

  private final NativeEngine engine;
  private final Supplier<Kernels> rest;
  private final double trials;
  private final Function<Kernels, Runnable> rehearsal;

  /** Null before the rehearsal, and where nothing can be made of it. */
  private Script script;

  /** Of the script, for this machine. */
  private Source source;

  private boolean rehearsed;
  private boolean compiled;

  /**
   * @param rest kernels of the other engine
   * @param trials about how many there are
   * @param rehearsal the training, on kernels without numbers
   */
  ReadyTrials(
      NativeEngine engine,
      Supplier<Kernels> rest,
      double trials,
      Function<Kernels, Runnable> rehearsal) {
    this.engine = engine;
    this.rest = rest;
    this.trials = trials;
    this.rehearsal = rehearsal;
  }

  @Override
  public Kernels open() {
    if (engine.foresees(trials)) {
      rehearse();
    }
    Optional<Code> code = source == null ? Optional.empty() : code();
    compiled = code.isPresent();
    return code.<Kernels>map(it -> Library.tape(script, it)).orElseGet(rest);
  }

  private Optional<Code> code() {
    try {
      if (engine.always() && Toolchain.present()) {
        return Optional.of(Library.made(source));
      }
      Optional<Code> code = Library.known(source);
      if (code.isEmpty() && engine.always()) {
        Library.say("LLVM is not on the class path here, and the driver has not sent code yet");
      } else if (code.isEmpty() && pays()) {
        Library.begin(source);
      }
      return code;
    } catch (CompilerException e) {
      source = null;
      Library.say(e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public String engine() {
    return compiled ? "native" : engine.rest().name();
  }

  @Override
  public boolean better(double nanoseconds) {
    boolean worth = nanoseconds * SHARE >= COMPILATION;
    if (compiled || !rehearsed && !worth) {
      return false;
    }
    rehearse();
    if (source == null) {
      return false;
    }
    boolean there = Library.ready(source);
    if (!there && worth) {
      Library.begin(source);
    }
    return there;
  }

  @Override
  public Map<String, byte[]> ahead(boolean everywhere) {
    if (!Toolchain.present()) {
      return Map.of();
    }
    rehearse();
    Map<String, byte[]> made = new LinkedHashMap<>();
    if (source == null || !engine.always() && !pays()) {
      return made;
    }
    try {
      Library.made(source);
      for (Target target : everywhere ? List.of(Target.values()) : List.<Target>of()) {
        Source there = new Source(script, target);
        made.put(there.key(), Library.object(there));
      }
    } catch (CompilerException e) {
      Library.say(e.getMessage());
    }
    return made;
  }

  private boolean pays() {
    double saved = trials * script.operations() * SAVED;
    return saved + (Library.alone() ? WARMING : 0) > COMPILATION;
  }

  private void rehearse() {
    if (rehearsed) {
      return;
    }
    rehearsed = true;
    try {
      Script written = new Script();
      Tape tape = new Tape(written);
      int times = rehearse(written, tape, rehearsal.apply(tape));
      if (tape.cells() > MOST_CELLS) {
        throw new UnforeseenException(
            "a training must have at most %d cells, got %d".formatted(MOST_CELLS, tape.cells()));
      }
      written.close(tape.cells(), times);
      script = written;
      source = new Source(written, Target.here().orElseThrow());
    } catch (UnforeseenException e) {
      if (engine.always()) {
        Library.say(e.getMessage());
      }
    }
  }

  /** As often as it does something new: states may change places with one another. */
  private static int rehearse(Script script, Tape tape, Runnable work) {
    int known = -1;
    int time = 0;
    for (; script.sequences() > known; time++) {
      if (time == MOST_REHEARSALS) {
        throw new UnforeseenException(
            "a training must do the same after %d times, got something new".formatted(time));
      }
      known = script.sequences();
      work.run();
      tape.pause();
    }
    return time;
  }
}
