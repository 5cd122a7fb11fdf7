/**
 * What every model must do: a {@link org.basin.learn.Learner} trains one lane group, a {@link
 * org.basin.learn.Score} names a metric column. Knows planes and data, but no model.
 */
package org.basin.learn;
