package org.basin.store;

import org.apache.hadoop.fs.Path;

/**
 * A wave that is being written: it counts for nothing until it is committed.
 *
 * @param wave its number
 * @param from first position
 * @param until one past the last position
 * @param folder where its Parquet files are to be written; does not exist yet
 */
public record Staged(int wave, long from, long until, Path folder) {

  /** The same wave with another end, where it was trained no further. */
  public Staged until(long end) {
    return new Staged(wave, from, end, folder);
  }
}
