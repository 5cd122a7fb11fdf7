package org.basin.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.UserDefinedExpression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.execution.CommandExecutionMode;
import org.apache.spark.sql.execution.command.DescribeQueryCommand;
import org.apache.spark.sql.execution.command.ExplainCommand;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.execution.datasources.v2.parquet.ParquetTable;
import org.apache.spark.sql.internal.SessionState;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Whether a statement of SQL only asks. Spark's own parsed plan decides, before Spark analyses it,
 * since some of it is computed then; and once more the analysed plan, in which every name stands
 * for what it is. Nothing is run.
 *
 * <p>Plans are made of the kinds listed here and of no other, so that what a later Spark adds is
 * refused until somebody has looked at it. Functions are Spark's own, of which those are refused
 * that call other code or open files.
 */
public final class Question {

  /** Statements that are no queries and yet only tell. */
  private static final Set<String> TELLING =
      Set.of(
          "DescribeColumn",
          "DescribeFunction",
          "DescribeRelation",
          "ShowColumns",
          "ShowFunctions",
          "ShowTables",
          "ShowViews");

  /** What queries are made of, as parsed or as analysed; relations with files are looked at. */
  private static final Set<String> ASKING =
      Set.of(
          "Aggregate",
          "AsOfJoin",
          "CTERelationDef",
          "CTERelationRef",
          "CurrentNamespace",
          "DataFrameDropColumns",
          "Deduplicate",
          "Distinct",
          "EmptyRelation",
          "Except",
          "Expand",
          "Filter",
          "Generate",
          "GlobalLimit",
          "Intersect",
          "Join",
          "LateralJoin",
          "LimitAll",
          "LocalLimit",
          "LocalRelation",
          "NearestByJoin",
          "Offset",
          "OneRowRelation",
          "PipeOperator",
          "Pivot",
          "PlanWithUnresolvedIdentifier",
          "Project",
          "Range",
          "RebalancePartitions",
          "Repartition",
          "RepartitionByExpression",
          "ResolvedHint",
          "ResolvedInlineTable",
          "Sample",
          "Sort",
          "Subquery",
          "SubqueryAlias",
          "Tail",
          "Transpose",
          "Union",
          "UnionLoop",
          "UnionLoopRef",
          "Unpivot",
          "UnresolvedFunctionName",
          "UnresolvedHaving",
          "UnresolvedHint",
          "UnresolvedInlineTable",
          "UnresolvedNamespace",
          "UnresolvedQualify",
          "UnresolvedRelation",
          "UnresolvedSubqueryColumnAliases",
          "UnresolvedTVFAliases",
          "UnresolvedTableOrView",
          "UnresolvedTableValuedFunction",
          "UnresolvedTranspose",
          "UnresolvedWith",
          "View",
          "Window",
          "WithCTE",
          "WithWindowDefinition");

  /** Functions that call any method of Java, or read a file that an argument names. */
  private static final Set<String> REFUSED =
      Set.of("CallMethodViaReflection", "TryReflect", "FromProtobuf", "ToProtobuf");

  /** Where Spark's own functions and nodes live. */
  private static final String SPARKS = "org.apache.spark.sql.catalyst.";

  private final String sql;
  private final SessionState state;

  private Question(SparkSession spark, String sql) {
    this.sql = sql;
    this.state = ((org.apache.spark.sql.classic.SparkSession) spark).sessionState();
  }

  /**
   * Looks at a statement.
   *
   * @param spark knows the tables that it may name
   * @return why it is refused, as a law and a value; empty for a question
   * @throws AnalysisException if Spark cannot read it, or does not know a name in it
   */
  public static Optional<String> refusal(SparkSession spark, String sql) throws AnalysisException {
    return new Question(spark, sql).refusal();
  }

  /** Whether a statement failed because it is not Spark's SQL at all. */
  public static boolean garbled(Throwable thrown) {
    return thrown instanceof ParseException;
  }

  private Optional<String> refusal() throws AnalysisException {
    LogicalPlan parsed = state.sqlParser().parsePlan(sql);
    LogicalPlan asked = parsed;
    if (parsed instanceof ExplainCommand explain) {
      asked = explain.logicalPlan();
    } else if (parsed instanceof DescribeQueryCommand describe) {
      asked = describe.plan();
    }
    if (TELLING.contains(kind(asked))) {
      return beneath(asked);
    }
    Optional<String> early = within(asked);
    if (early.isPresent()) {
      return early;
    }
    LogicalPlan analysed = state.executePlan(asked, CommandExecutionMode.SKIP()).analyzed();
    return within(analysed);
  }

  private Optional<String> within(TreeNode<?> node) {
    Optional<String> own =
        node instanceof LogicalPlan plan
            ? refusal(plan)
            : node instanceof Expression expression ? refusal(expression) : Optional.empty();
    return own.or(() -> beneath(node));
  }

  private Optional<String> beneath(TreeNode<?> node) {
    return children(node).stream().map(this::within).flatMap(Optional::stream).findFirst();
  }

  private static List<TreeNode<?>> children(TreeNode<?> node) {
    List<TreeNode<?>> children = new ArrayList<>();
    CollectionConverters.asJava(node.children()).forEach(each -> children.add((TreeNode<?>) each));
    // a query's WITH
    CollectionConverters.asJava(node.innerChildren()).forEach(children::add);
    if (node instanceof LogicalPlan plan) {
      children.addAll(CollectionConverters.asJava(plan.expressions()));
    }
    if (node instanceof PlanExpression<?> subquery) {
      children.add((TreeNode<?>) subquery.plan());
    }
    return children;
  }

  private Optional<String> refusal(LogicalPlan plan) {
    if (plan instanceof LogicalRelation relation) {
      return relation.relation() instanceof HadoopFsRelation files
              && files.fileFormat() instanceof ParquetFileFormat
          ? Optional.empty()
          : Optional.of(otherTable(relation.relation().toString()));
    }
    if (plan instanceof DataSourceV2Relation relation) {
      return relation.table() instanceof ParquetTable
          ? Optional.empty()
          : Optional.of(otherTable(relation.table().name()));
    }
    boolean asks = plan.getClass().getName().startsWith(SPARKS) && ASKING.contains(kind(plan));
    return asks
        ? Optional.empty()
        : Optional.of(
            "the query must ask, as SELECT, DESCRIBE, SHOW and EXPLAIN do, and change nothing, got "
                + sql);
  }

  private static String otherTable(String got) {
    return "the query must ask of the table trials, or of another run's Parquet files, got " + got;
  }

  private Optional<String> refusal(Expression expression) {
    if (expression instanceof UnresolvedFunction function) {
      String name = last(CollectionConverters.asJava(function.nameParts()));
      return CollectionConverters.asJava(state.functionRegistry().listFunction()).stream()
          .filter(known -> known.funcName().equalsIgnoreCase(name))
          .map(known -> state.functionRegistry().lookupFunction(known).get().getClassName())
          .filter(type -> !allowed(type))
          .map(type -> otherCode(name))
          .findFirst();
    }
    return expression instanceof UserDefinedExpression || !allowed(expression.getClass().getName())
        ? Optional.of(otherCode(expression.prettyName()))
        : Optional.empty();
  }

  /** Whether a function of this class only computes with its arguments. */
  private static boolean allowed(String type) {
    String name = type.substring(type.lastIndexOf('.') + 1);
    return type.startsWith(SPARKS) && !REFUSED.contains(name) && !name.startsWith("Python");
  }

  private static String otherCode(String function) {
    return "the query must only ask, so no function in it may call other code or open files, got "
        + function;
  }

  private static String last(List<String> parts) {
    return parts.get(parts.size() - 1);
  }

  private static String kind(LogicalPlan plan) {
    return plan.getClass().getSimpleName().replace("$", "");
  }
}
