package org.basin.sweep;

/**
 * What two sweeps say of one key.
 *
 * @param path of the key, such as {@code parameters.beta}
 * @param left as one sweep has it; "nothing" if it does not
 * @param right as the other has it, likewise
 * @param decides whether rows depend on it
 */
public record Difference(String path, String left, String right, boolean decides) {}
