/**
 * Named arrays in NumPy's {@code .npz} files: {@link org.basin.npz.NpzFile} reads and writes one,
 * {@link org.basin.npz.NpyArray} is what it holds. Knows nothing of what the numbers mean.
 */
package org.basin.npz;
