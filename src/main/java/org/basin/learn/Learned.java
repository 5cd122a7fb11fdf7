package org.basin.learn;

/**
 * When a trial of a family has learned, by two metrics of which 0 is the best: one of the model on
 * its own, and one that may flatter it.
 *
 * @param metric is 0 for a trial that has learned
 * @param flattering is 0 for a trial that seems to have learned
 * @param text what is said of trials that have learned
 * @param seeming what is said of those that only seem to
 */
public record Learned(String metric, String flattering, String text, String seeming) {}
