/**
 * The language of conditions: what {@code where} and the filters of a query say of a point, and the
 * parser that reads it; and of formulas, the numbers that the same language computes. Knows of a
 * name only what {@link org.basin.sweep.condition.Named} says, so neither sweeps nor
 * hyperparameters.
 */
package org.basin.sweep.condition;
