/**
 * What matters in a run: which axes, and which pairs of them, explain how a metric or a condition
 * varies over its trials. Asks a run's table with few questions, whatever their number; does not
 * know what is shown of it.
 */
package org.basin.importance;
