package org.basin.store;

/**
 * One Parquet file of a wave.
 *
 * @param name within the wave's folder
 * @param bytes its length
 * @param rows trials in it
 * @param checksums by which a change since is found out; none in commits of builds before
 */
public record WaveFile(
    String name, long bytes, long rows, @Absent(Checksums.ABSENT) Checksums checksums) {

  public WaveFile {
    if (name.isEmpty() || name.contains("/") || bytes <= 0 || rows <= 0) {
      throw new IllegalArgumentException(
          "a wave's file must have a plain name, bytes > 0 and rows > 0, got name=%s, bytes=%d, rows=%d"
              .formatted(name, bytes, rows));
    }
  }
}
