package org.basin.importance;

import org.basin.read.ConditionSql;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.Trials;

/**
 * What one look at a response finds.
 *
 * @param trials how many there are
 * @param lost how many of them are not COMPLETE
 * @param valued how many have a number
 * @param mean of those; 0 of none
 * @param varied whether those differ
 */
record Facts(long trials, long lost, long valued, double mean, boolean varied) {

  static Facts of(Trials trials, Response response) {
    Row row =
        trials
            .ask(
                "SELECT count(*), %s, count(value_), avg(value_), min(value_) < max(value_) FROM (SELECT state, %s AS value_ FROM %s)"
                    .formatted(
                        Dialect.counted("state <> 'COMPLETE'"),
                        value(response, trials.dialect()),
                        trials.from()))
            .get(0);
    boolean any = row.whole(2) > 0;
    return new Facts(
        row.whole(0),
        row.whole(1),
        row.whole(2),
        any ? row.number(3) : 0,
        any && (Boolean) row.value(4));
  }

  /** The response as SQL; null for a trial without a number. */
  static String value(Response response, Dialect dialect) {
    if (response instanceof Response.Holds holds) {
      return "CASE WHEN %s THEN 1E0 ELSE 0E0 END"
          .formatted(ConditionSql.of(holds.condition(), dialect));
    }
    String metric = response.text();
    return "CASE WHEN %s THEN %s END".formatted(Dialect.finite(metric), Dialect.real(metric));
  }

  /** Whether there is nothing to explain. */
  boolean constant() {
    return valued == 0 || (!varied && valued == trials);
  }
}
