/**
 * What a trial has learned, as a file: {@link org.basin.checkpoint.CheckpointFile} writes and reads
 * one, {@link org.basin.checkpoint.Evaluation} measures it again. Knows learners and how they are
 * made; knows nothing of runs and their tables.
 */
package org.basin.checkpoint;
