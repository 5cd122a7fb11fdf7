/**
 * The Spark data source {@code basin}: a sweep as a table whose rows are trained when they are
 * read. A chain of small stations, each named after the Spark interface that it implements; no
 * arithmetic and no policy. Columns that are not asked for are not computed, and filters on axes
 * leave trials out before anything is trained.
 */
package org.basin.table;
