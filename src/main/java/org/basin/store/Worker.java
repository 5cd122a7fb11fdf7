package org.basin.store;

import java.time.Instant;

/**
 * The process that holds a run.
 *
 * @param host where it runs
 * @param pid of the process
 * @param since when it took the run
 * @param seen its last sign of life, by the store's clock
 * @param alive whether it is at work as far as can be told from here: on its own host by the
 *     process itself, elsewhere by a sign of life within the last minute
 */
public record Worker(String host, long pid, Instant since, Instant seen, boolean alive) {}
