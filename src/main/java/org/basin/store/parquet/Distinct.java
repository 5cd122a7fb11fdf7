package org.basin.store.parquet;

import org.apache.parquet.column.statistics.Statistics;
import org.basin.trial.Results;

/** The different values of a column, numbered as they come: a dictionary. */
sealed interface Distinct permits Numbers, Texts {

  /** The index of null, which is no value. */
  int NULL = -1;

  /** Takes the indices of a column's values, from the first row on. */
  interface Taker {
    void take(int index, int times);
  }

  /** Numbers the values of rows {@code [from, until)} and hands their indices on. */
  void number(Results results, int from, int until, Taker taker);

  /** How many values there are. */
  int size();

  /** Bytes of the first so many of them. */
  long bytes(int first);

  /** Bytes of one of them. */
  int bytesOf(int index);

  /** Appends one of them. */
  void write(int index, Bytes out);

  /** Lets statistics know one of them. */
  void tell(int index, Statistics<?> statistics);

  void clear();
}
