package org.basin.store;

import java.io.Serializable;

/**
 * A finished file of a staged wave, as the task that wrote it knows it; so the driver need not open
 * it.
 *
 * @param name within the wave's folder
 * @param bytes its length
 * @param rows trials in it; none is no error
 * @param checksums of its bytes, taken while they were written
 * @param least value of the metric by which trials are ranked; NaN when no row has one
 * @param greatest value of that metric; NaN when no row has one
 */
public record Written(
    String name, long bytes, long rows, Checksums checksums, double least, double greatest)
    implements Serializable {

  /** The same as a commit lists it. */
  public WaveFile listed() {
    return new WaveFile(name, bytes, rows, checksums);
  }
}
