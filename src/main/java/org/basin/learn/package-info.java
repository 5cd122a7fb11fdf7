/**
 * What a model family is made of. It declares its hyperparameters in {@link
 * org.basin.learn.Declarations}, as {@link org.basin.learn.Knob}s (structural) and {@link
 * org.basin.learn.Dial}s (lane), its metrics in {@link org.basin.learn.Gauges}, its laws over
 * {@link org.basin.learn.Laws}, and gives a {@link org.basin.learn.Model} for each structure. A
 * model's {@link org.basin.learn.Net} says one step of its training; {@link
 * org.basin.learn.NetLearner} loops over epochs and steps for all families. Knows planes and data,
 * but no family.
 */
package org.basin.learn;
