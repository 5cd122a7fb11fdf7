/**
 * How numbers move: planes of 64 lanes, or of one for wide nets, and the primitive operations over
 * them. Models are written once over {@link org.basin.kernel.Kernels}; only kernels exist once per
 * engine. The scalar engine is the readable truth, the vector engine equals it bit for bit.
 * Validation happens above this package: a kernel trusts its shapes.
 */
package org.basin.kernel;
