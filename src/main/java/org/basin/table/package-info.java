/**
 * The Spark data source {@code basin}: a sweep as a table whose rows are trained when they are
 * read. A chain of small stations, each named after the Spark interface that it implements; no
 * arithmetic and no policy. Columns that are not asked for are not computed, and filters on axes
 * leave trials out before anything is trained. As Spark's plans are seen here alone, it also tells
 * a question from a statement that does something ({@link org.basin.table.Question}).
 */
package org.basin.table;
