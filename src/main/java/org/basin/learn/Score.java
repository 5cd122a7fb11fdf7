package org.basin.learn;

import java.io.Serializable;

/**
 * One metric column of a model.
 *
 * @param name the column
 * @param text one line that says what it measures, with its unit
 */
public record Score(String name, String text) implements Serializable {}
