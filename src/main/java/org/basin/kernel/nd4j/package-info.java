/**
 * The nd4j engine: planes are arrays outside of the heap or on a GPU, operations are calls of ND4J.
 * Equals the scalar engine within a stated tolerance. Loads its native libraries when it is first
 * asked for; nobody else sees {@code org.nd4j}. Knows no other engine.
 */
package org.basin.kernel.nd4j;
