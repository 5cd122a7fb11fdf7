/**
 * The scalar engine: plain loops over numbers, written to be read. The order of its operations is
 * the contract that {@link org.basin.kernel.Kernels}, {@link org.basin.kernel.Algebra} and {@link
 * org.basin.kernel.GridKernels} refer to. Knows no other engine.
 */
package org.basin.kernel.scalar;
