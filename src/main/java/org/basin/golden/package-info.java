/**
 * Reference vectors: reads files of the {@code golden-1} format, recomputes their cases with the
 * engines of this build on this machine and measures the deviation. Knows the model families, but
 * not how they are trained in blocks.
 */
package org.basin.golden;
