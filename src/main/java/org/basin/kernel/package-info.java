/**
 * How numbers move: planes of trials side by side, 64 of them or one wide net, and the primitive
 * operations over them. Models are written once over {@link org.basin.kernel.Kernels}; only kernels
 * exist once per engine. The scalar engine is the readable truth, the vector engine equals it bit
 * for bit, the nd4j engine within a stated tolerance. Validation happens above this package: a
 * kernel trusts its shapes.
 */
package org.basin.kernel;
