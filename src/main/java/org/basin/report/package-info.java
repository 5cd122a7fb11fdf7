/**
 * Reading results: the committed rows of a run as a Spark table, the best of them, and the answer
 * that a run ends with. Asks a table of rows and trains nothing; how it is printed is decided here,
 * where it goes is not.
 */
package org.basin.report;
