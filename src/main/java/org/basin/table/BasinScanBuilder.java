package org.basin.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownAggregates;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;
import org.basin.space.Space;
import org.basin.sweep.condition.Condition;
import org.basin.trial.Job;
import org.basin.trial.ResultColumn;

/**
 * Takes from a query what need not be trained: columns that it does not read, trials that its
 * filters on axes leave out, and all of them when it only counts.
 */
final class BasinScanBuilder
    implements SupportsPushDownRequiredColumns,
        SupportsPushDownV2Filters,
        SupportsPushDownAggregates {

  private final ReadOptions options;
  private final FilterReader filters;
  private final List<Predicate> pushed = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private final Space all;
  private Space space;
  private List<ResultColumn> columns;
  private boolean counting;

  BasinScanBuilder(ReadOptions options, Space space, List<ResultColumn> columns) {
    this.options = options;
    this.all = space;
    this.space = space;
    this.columns = columns;
    filters = new FilterReader(space);
  }

  /** Takes the filters that it can evaluate completely and gives back the others. */
  @Override
  public Predicate[] pushPredicates(Predicate[] predicates) {
    return Arrays.stream(predicates).filter(it -> !push(it)).toArray(Predicate[]::new);
  }

  private boolean push(Predicate predicate) {
    Optional<Condition> condition = filters.condition(predicate);
    if (condition.isEmpty()) {
      return false;
    }
    try {
      space = space.restrict(condition.get());
    } catch (IllegalArgumentException tooMuch) {
      return false; // ties too many axes together, or trial with an axis: Spark filters the rows
    }
    conditions.add(condition.get());
    pushed.add(predicate);
    return true;
  }

  @Override
  public Predicate[] pushedPredicates() {
    return pushed.toArray(Predicate[]::new);
  }

  @Override
  public boolean supportCompletePushDown(Aggregation aggregation) {
    return space.tally().exact()
        && aggregation.groupByExpressions().length == 0
        && aggregation.aggregateExpressions().length == 1
        && aggregation.aggregateExpressions()[0] instanceof CountStar;
  }

  @Override
  public boolean pushAggregation(Aggregation aggregation) {
    counting = supportCompletePushDown(aggregation);
    return counting;
  }

  @Override
  public void pruneColumns(StructType required) {
    Set<String> names = Set.of(required.fieldNames());
    columns = columns.stream().filter(column -> names.contains(column.name())).toList();
  }

  @Override
  public Scan build() {
    return counting
        ? new CountScan(options.sweep().name(), space.count())
        : new BasinScan(
            options.withSweep(new Job(options.sweep(), all).resolved().sweep()),
            space,
            columns,
            conditions);
  }
}
