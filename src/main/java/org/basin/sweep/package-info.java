/**
 * What a YAML file says: the {@link org.basin.sweep.Sweep}, its settings and conditions, and the
 * parser that names every mistake with file, line and path. Knows no model: the hyperparameters
 * that exist come in through {@link org.basin.sweep.Vocabulary}. The only package that sees YAML.
 */
package org.basin.sweep;
