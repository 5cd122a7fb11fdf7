/**
 * The family of neural grids: a dense layer, a grid of neurons that each see their neighbours in
 * the layer before, and a dense layer. Trained by gradients that are derived by hand, one trial at
 * a time, its neurons side by side. Knows kernels and data, and no other family.
 */
package org.basin.grid;
