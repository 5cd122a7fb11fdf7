/**
 * The engine native: the operations of a training, kept as they come, compiled by LLVM for the
 * machine and done 64 trials at a time. A training is rehearsed once without numbers, so that all
 * of it is known before it begins; what was not foreseen is done number by number. Knows the
 * kernels and their code, no model.
 */
package org.basin.kernel.compiled;
