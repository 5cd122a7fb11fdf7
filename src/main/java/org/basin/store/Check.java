package org.basin.store;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of reading every byte of a run's committed files.
 *
 * @param files how many the commits list
 * @param bytes in them
 * @param unsummed those of them whose commits hold no checksums, as builds before wrote them: their
 *     pages were held against the checksums that Parquet keeps, their footers were believed
 * @param damaged what is wrong with a file, by its name within the run; none if all is well
 */
public record Check(long files, long bytes, long unsummed, Map<String, String> damaged) {

  public Check {
    damaged = Collections.unmodifiableMap(new TreeMap<>(damaged));
  }
}
