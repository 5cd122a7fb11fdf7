/**
 * Merges the small files of a run into fewer: which ones, and how rows get from one Parquet file
 * into another. What a row means is not known here; that merged files count, and others no more, is
 * up to the store.
 */
package org.basin.compact;
