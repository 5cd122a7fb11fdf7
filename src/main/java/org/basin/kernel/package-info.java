/**
 * How numbers move, as contracts: {@link org.basin.kernel.Engine} with its traits, its {@link
 * org.basin.kernel.Plane planes} of trials side by side, and the primitive operations over them in
 * {@link org.basin.kernel.Kernels}, {@link org.basin.kernel.Algebra} and {@link
 * org.basin.kernel.GridKernels}. Models are written once over these; each engine implements them in
 * a package of its own below this one, which this one does not know. Also the functions that all
 * engines share. Validation happens above: a kernel trusts its shapes.
 */
package org.basin.kernel;
