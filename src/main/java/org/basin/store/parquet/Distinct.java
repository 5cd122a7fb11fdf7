package org.basin.store.parquet;

import org.apache.parquet.column.statistics.Statistics;
import org.basin.trial.Results;

/** The different values of a column, numbered as they come: a dictionary. */
sealed interface Distinct permits Numbers, Texts {

  /** The index of null, which is no value. */
  int NULL = -1;

  /**
   * Numbers the values of rows {@code [from, until)} and adds their indices.
   *
   * @return how many of them are null
   */
  int number(Results results, int from, int until, Runs indices);

  /** Lets statistics know the values that came since the page before ended, which ends now. */
  void endPage(Statistics<?> statistics);

  /** How many values there are. */
  int size();

  /** Bytes of the first so many of them. */
  long bytes(int first);

  /** Bytes of one of them. */
  int bytesOf(int index);

  /** Appends one of them. */
  void write(int index, Bytes out);

  void clear();
}
