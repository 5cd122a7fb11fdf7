package org.basin.kernel.compiled;

import java.util.Map;
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
 * @param always whether every structure is compiled before it is trained; else those of which so
 *     many trials are to be trained that it pays, while the other engine trains them
 */
public record NativeEngine(Engine rest, boolean always) implements Engine {

  /** One that compiles every structure. */
  public NativeEngine(Engine rest) {
    this(rest, true);
  }

  /** This engine where it pays, and the other one for the rest. */
  public NativeEngine whereItPays() {
    return new NativeEngine(rest, false);
  }

  @Override
  public String name() {
    return always ? "native" : rest.name() + "+native";
  }

  @Override
  public boolean exact() {
    return true;
  }

  @Override
  public int algebraLanes(long cells) {
    return rest.algebraLanes(cells);
  }

  /** Where code works only in part of all places, the other engine is enough. */
  @Override
  public Optional<String> refusal() {
    return always ? rest.refusal().or(Library::useless) : rest.refusal();
  }

  /** The other engine, where no code works; the reason is said once if this one was asked for. */
  @Override
  public Engine here() {
    Optional<String> reason = Library.useless();
    reason.filter(any -> always).ifPresent(Library::say);
    return reason.isPresent() ? rest.here() : this;
  }

  /** Nothing is known of what is to be done, so the other engine does it. */
  @Override
  public Kernels open(int lanes, Device device) {
    return rest.open(lanes, device);
  }

  @Override
  public Ready ready(
      int lanes, Device device, double trials, Function<Kernels, Runnable> rehearsal) {
    return lanes == 1
        ? rest.ready(lanes, device, trials, rehearsal)
        : new ReadyTrials(this, () -> rest.open(lanes, device), trials, rehearsal);
  }

  @Override
  public boolean foresees(double trials) {
    return always || trials >= ReadyTrials.MANY;
  }

  @Override
  public void take(Map<String, byte[]> made) {
    Library.take(made);
  }
}
