package org.basin.kernel;

/** Whether ND4J's bindings for CUDA are on the class path. Asking loads nothing of ND4J. */
final class CudaBuild {

  /** The class that holds the bindings. */
  static final String BINDINGS = "org.nd4j.linalg.jcublas.bindings.Nd4jCuda";

  static final boolean PRESENT = present(BINDINGS);

  private CudaBuild() {}

  static boolean present(String name) {
    String file = name.replace('.', '/') + ".class";
    return CudaBuild.class.getClassLoader().getResource(file) != null;
  }
}
