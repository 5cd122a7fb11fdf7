/**
 * Reads a sweep file: {@link org.basin.sweep.read.SweepParser} names every mistake with file, line
 * and path. Knows no model: the hyperparameters that exist come in through {@link
 * org.basin.sweep.Vocabulary}. The only package that sees YAML.
 */
package org.basin.sweep.read;
