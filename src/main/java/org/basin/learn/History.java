package org.basin.learn;

import java.io.Serializable;

/**
 * What a learner can keep along a training, one number every so many steps: an array column.
 *
 * @param name the column
 * @param text one line that says what it holds
 */
public record History(String name, String text) implements Serializable {}
