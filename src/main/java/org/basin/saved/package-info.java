/**
 * A trained trial as a file: {@link org.basin.saved.CheckpointFile} writes and reads the arrays,
 * {@link org.basin.saved.Head} says what they are of. Knows parameters; knows no model and no run.
 */
package org.basin.saved;
