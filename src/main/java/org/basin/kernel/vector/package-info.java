/**
 * The vector engine, over the JDK's Vector API: trials side by side in the lanes of a vector, or
 * the units of one wide trial. Equals the scalar engine bit for bit. Its kernels are written by
 * hand (docs/decisions/0003); nobody else sees {@code jdk.incubator.vector}. Knows no other engine.
 */
package org.basin.kernel.vector;
