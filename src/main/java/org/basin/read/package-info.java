/**
 * Asking the committed rows of a run in SQL: by DuckDB within this process where the files are
 * local, by Spark elsewhere. A question is written once, in what both dialects share and the few
 * things in which a {@link org.basin.read.Dialect} differs. Reads committed files only and trains
 * nothing; does not know what a question is about.
 */
package org.basin.read;
