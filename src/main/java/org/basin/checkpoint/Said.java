package org.basin.checkpoint;

import java.util.Optional;

/**
 * What a net says of a sample.
 *
 * @param of the part of the data, {@code train} or {@code test}, or {@code input}, or {@code
 *     output}
 * @param sample its place there, from 0
 * @param label its class; empty where the data says none
 * @param output what the net says; going backward, the input that is implied
 * @param energy of the state in which it says it; empty where the model has none
 * @param left where the training left the sample's output; empty where the file does not say
 */
public record Said(
    String of,
    int sample,
    Optional<Integer> label,
    float[] output,
    Optional<Double> energy,
    Optional<float[]> left) {}
