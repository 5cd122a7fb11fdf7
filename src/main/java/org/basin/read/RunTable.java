package org.basin.read;

import java.util.List;
import java.util.Map;

/**
 * The committed rows of a run as a table that is asked in SQL. What is committed later, or not at
 * all, is not there.
 */
public interface RunTable extends AutoCloseable {

  /** What the table is called in a question. */
  String TRIALS = "trials";

  /** Columns of earlier builds, by the names that they have in a table. */
  Map<String, String> RENAMED = Map.of("losses", "loss_history");

  /** Which SQL it takes. */
  Dialect dialect();

  /** Its columns, in order. */
  List<Column> columns();

  /** How many rows it has. */
  long rows();

  /**
   * Asks a question of ours, which may name the table {@link #TRIALS}.
   *
   * @throws QuestionException if it cannot be answered
   * @throws org.basin.store.StoreException if a file is gone or damaged
   */
  RowStream ask(String sql);

  /**
   * Asks a question of a person's, of which it is made sure first that it only asks.
   *
   * @throws QuestionException if it would do more, or cannot be answered
   * @throws org.basin.store.StoreException if a file is gone or damaged
   */
  RowStream askOnly(String sql);

  @Override
  void close();
}
