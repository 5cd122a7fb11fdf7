/**
 * What trials have learned: {@link org.basin.checkpoint.Checkpoints} keeps them as files, {@link
 * org.basin.checkpoint.Evaluation} measures one again. Knows learners and how they are made; knows
 * nothing of runs and their tables.
 */
package org.basin.checkpoint;
