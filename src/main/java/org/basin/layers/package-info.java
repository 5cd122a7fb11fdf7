/**
 * Nets of affine layers and maps that learn fact by fact or from all facts at once (the notebook
 * "Neural Nets t2", and J. Sohl-Dickstein: The boundary of neural network trainability is fractal,
 * arXiv 2402.06184, 2024). Knows planes, data and seeds; not the other families.
 */
package org.basin.layers;
