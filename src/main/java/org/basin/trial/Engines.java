package org.basin.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.basin.kernel.Engine;
import org.basin.kernel.compiled.NativeEngine;
import org.basin.kernel.nd4j.Nd4jEngine;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.vector.SparseEngine;
import org.basin.kernel.vector.VectorEngine;

/**
 * The registry of engines. A new engine is an entry of the list and nothing else; which of them
 * {@code auto} stands for is decided here.
 */
public final class Engines {

  private static final Engine SCALAR = new ScalarEngine();
  private static final Engine VECTOR = new VectorEngine();
  private static final NativeEngine NATIVE = new NativeEngine(VECTOR);
  private static final Engine VECTOR_AND_NATIVE = NATIVE.whereItPays();
  private static final Nd4jEngine ND4J = new Nd4jEngine();

  private static final List<Engine> ALL = List.of(SCALAR, VECTOR, NATIVE, ND4J);

  /** From so many units on {@code auto} looks at nd4j; docs/engines.md has figures. */
  private static final int WIDE = 256;

  private Engines() {}

  /** The engines of this build, in the order in which they are described. */
  public static List<Engine> all() {
    return ALL;
  }

  /**
   * Those and the product with a sparse matrix, which no sweep can name: benches and tests hold the
   * others against it.
   */
  public static List<Engine> compared() {
    return List.of(SCALAR, VECTOR, NATIVE, ND4J, new SparseEngine());
  }

  /** The names that a sweep may have: theirs, and that of vector with native where it pays. */
  public static List<String> names() {
    return Stream.concat(ALL.stream(), Stream.of(VECTOR_AND_NATIVE)).map(Engine::name).toList();
  }

  /** By name: "ready", or the reason why it can't work on this machine. */
  public static Map<String, String> states() {
    Map<String, String> states = new LinkedHashMap<>();
    ALL.forEach(engine -> states.put(engine.name(), engine.state()));
    return states;
  }

  /** The engine of a name; empty when this build has none. */
  public static Optional<Engine> find(String name) {
    return Stream.concat(ALL.stream(), Stream.of(VECTOR_AND_NATIVE))
        .filter(engine -> engine.name().equals(name))
        .findFirst();
  }

  /**
   * The engine of a name.
   *
   * @throws IllegalArgumentException when this build has none
   */
  public static Engine of(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("an engine is one of " + names() + ", got " + name));
  }

  /**
   * What {@code auto} stands for in this JVM: nd4j for wide layers on a GPU; else vector, with
   * native for those structures where it pays, if layers are narrow; vector alone where native does
   * not work; nd4j for wide layers on a CPU, where it is slower than vector and faster than scalar;
   * else scalar, whose rows are those of vector (docs/decisions/0012, 0035).
   *
   * @param width units of the widest layer that a sweep trains
   */
  public static Engine auto(int width) {
    List<Engine> wanted =
        width < WIDE
            ? List.of(NATIVE.refusal().isEmpty() ? VECTOR_AND_NATIVE : VECTOR)
            : ND4J.gpu() ? List.of(ND4J, VECTOR) : List.of(VECTOR, ND4J);
    return wanted.stream().filter(engine -> engine.refusal().isEmpty()).findFirst().orElse(SCALAR);
  }
}
