package org.basin.kernel.compiled;

/**
 * Calls of compiled functions, one after the other.
 *
 * @param words for each the function's number, then where its stretches begin that differ between
 *     calls, in bytes
 * @param count how many calls
 * @param operations about how many operations they do in each lane
 */
record Calls(long[] words, int count, long operations) {}
