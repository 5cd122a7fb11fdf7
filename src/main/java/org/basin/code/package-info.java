/**
 * What the kernels compute, as data: expressions over numbers, and loops with constant bounds that
 * store them in planes. Each operation of {@link org.basin.kernel.Kernels} and each elementary
 * function is written down once, in the order of the scalar engine, and an interpreter computes
 * them number by number. Knows of no machine and no compiler.
 */
package org.basin.code;
