package org.basin.kernel.compiled;

import java.util.Optional;
import java.util.function.Function;
import org.basin.kernel.Device;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;

/**
 * Trainings compiled by LLVM: {@link org.basin.kernel.Plane#LANES} trials side by side. What it has
 * no code for, it leaves to another engine, whose rows are the same: wide nets that are trained one
 * at a time, neural grids, and everything on a machine where compiled code does not work; {@link
 * Library} says why, once.
 *
 * @param rest the other engine
 */
public record NativeEngine(Engine rest) implements Engine {

  private static final int MOST_REHEARSALS = 16;

  /** 256 MiB of 64 trials. */
  private static final int MOST_CELLS = 1 << 20;

  @Override
  public String name() {
    return "native";
  }

  @Override
  public boolean exact() {
    return true;
  }

  @Override
  public int algebraLanes(long cells) {
    return rest.algebraLanes(cells);
  }

  @Override
  public Optional<String> refusal() {
    return rest.refusal().or(Library::refusal);
  }

  /** The other engine, where no code can be made; the reason is said once. */
  @Override
  public Engine here() {
    Optional<String> reason = Library.refusal();
    reason.ifPresent(Library::say);
    return reason.isPresent() ? rest.here() : this;
  }

  /** Nothing is known of what is to be done, so the other engine does it. */
  @Override
  public Kernels open(int lanes, Device device) {
    return rest.open(lanes, device);
  }

  @Override
  public Kernels open(int lanes, Device device, Function<Kernels, Runnable> rehearsal) {
    return lanes == 1 ? rest.open(lanes, device) : open(device, lanes, rehearsal);
  }

  private Kernels open(Device device, int lanes, Function<Kernels, Runnable> rehearsal) {
    Script script = new Script();
    try {
      Tape tape = new Tape(script);
      rehearse(script, tape, rehearsal.apply(tape));
      if (tape.cells() > MOST_CELLS) {
        throw new UnforeseenException(
            "a training must have at most %d cells, got %d".formatted(MOST_CELLS, tape.cells()));
      }
      script.close(tape.cells());
      return Library.tape(script);
    } catch (UnforeseenException | CompilerException e) {
      Library.say(e.getMessage());
      return rest.open(lanes, device);
    }
  }

  /** As often as it does something new: states may change places with one another. */
  private static void rehearse(Script script, Tape tape, Runnable work) {
    int known = -1;
    for (int time = 0; script.sequences() > known; time++) {
      if (time == MOST_REHEARSALS) {
        throw new UnforeseenException(
            "a training must do the same after %d times, got something new".formatted(time));
      }
      known = script.sequences();
      work.run();
      tape.pause();
    }
  }
}
