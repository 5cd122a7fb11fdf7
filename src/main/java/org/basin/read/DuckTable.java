package org.basin.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;
import org.duckdb.DuckDBDriver;

/**
 * The rows of a run on this machine as DuckDB reads them within this process. DuckDB verifies
 * nothing, so every byte of the files is held against the commits before the first question.
 *
 * <p>It may open the committed files and no others, load no extension and change no setting, and
 * takes the memory and the processors that Java has. What does not fit goes into a folder of its
 * own, which is removed. Since it may write the files that it may open, questions of a person's
 * must be {@linkplain OneSelect one SELECT}.
 */
public final class DuckTable implements RunTable {

  /** A driver at work moves each file once, and may merge it into another at the end. */
  private static final int LOOKS = 4;

  private static final String UNLOADABLE =
      "DuckDB's library must be loadable on this machine, got ";

  private final RunDirectory directory;
  private final Path spill;
  private final Thread removal;
  private CommitLog log;
  private List<Path> files;
  private Connection duck;
  private List<Column> columns;

  private DuckTable(RunDirectory directory, CommitLog log) throws IOException {
    this.directory = directory;
    this.log = log;
    spill = Files.createTempDirectory(spillPrefix());
    removal = new Thread(this::removeSpill);
    Runtime.getRuntime().addShutdownHook(removal);
  }

  /** How the names of this process's folders for what is spilled begin. */
  public static String spillPrefix() {
    return "basin-read-" + ProcessHandle.current().pid() + "-";
  }

  /** Why DuckDB cannot read a run; empty if it can. */
  public static Optional<String> refusal(RunDirectory directory) {
    if (!"file".equals(directory.path().toUri().getScheme())) {
      return Optional.of("the run must be on this machine, got " + directory.path());
    }
    try {
      // with its library
      Class.forName("org.duckdb.DuckDBNative");
      return Optional.empty();
    } catch (ClassNotFoundException e) {
      return Optional.of("DuckDB must be on the class path, and is not");
    } catch (LinkageError e) {
      return Optional.of(UNLOADABLE + e);
    }
  }

  /** Whether a refusal says that something is wrong here. */
  public static boolean unexpected(String refusal) {
    return refusal.startsWith(UNLOADABLE);
  }

  /**
   * Opens the rows committed by now.
   *
   * @return empty when no trial is committed
   * @throws org.basin.store.StoreException if the directory is damaged
   */
  public static Optional<RunTable> open(RunDirectory directory) {
    CommitLog log = directory.log();
    if (log.files().isEmpty()) {
      return Optional.empty();
    }
    DuckTable table;
    try {
      table = new DuckTable(directory, log);
    } catch (IOException e) {
      throw new IllegalStateException("a temporary folder must be creatable, got " + e, e);
    }
    try {
      table.connect();
      table.columns = table.find();
      return Optional.of(table);
    } catch (SQLException e) {
      table.close();
      throw new IllegalStateException("DuckDB must open the committed files, got " + e, e);
    } catch (RuntimeException | Error e) {
      table.close();
      throw e;
    }
  }

  /** Looks up where the files stand now, and opens them; again where one moves meanwhile. */
  private void connect() throws SQLException {
    for (int look = 1; ; look++) {
      try {
        open();
        return;
      } catch (SQLException e) {
        if (look == LOOKS || files.stream().allMatch(Files::exists)) {
          throw e;
        }
      }
    }
  }

  private void open() throws SQLException {
    disconnect();
    RunDirectory.Committed<List<org.apache.hadoop.fs.Path>> now = directory.wholeFilesAgain(log);
    log = now.log();
    files = now.value().stream().map(DuckTable::local).toList();
    Path home = local(directory.path()).resolve("waves");
    Properties properties = new Properties();
    // of files that may be moved an answer is whole before its first row is shown
    boolean still = files.stream().allMatch(file -> file.startsWith(home));
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, String.valueOf(still));
    duck = new DuckDBDriver().connect("jdbc:duckdb:", properties);
    String listed = list(true);
    for (String setting :
        List.of(
            "SET threads = " + Runtime.getRuntime().availableProcessors(),
            "SET memory_limit = '%dMiB'".formatted(Runtime.getRuntime().maxMemory() >> 20),
            "SET temp_directory = " + Dialect.DUCKDB.text(spill.toString()),
            "SET autoinstall_known_extensions = false",
            "SET autoload_known_extensions = false",
            "SET allow_community_extensions = false",
            "SET TimeZone = 'UTC'",
            "SET allowed_paths = " + list(false),
            "SET enable_external_access = false",
            "CREATE VIEW %s AS SELECT * FROM read_parquet(%s, hive_partitioning = false)"
                .formatted(TRIALS, listed),
            "SET lock_configuration = true")) {
      execute(setting);
    }
    List<String> names = find().stream().map(Column::name).toList();
    for (Map.Entry<String, String> column : RENAMED.entrySet()) {
      if (names.contains(column.getKey())) {
        execute(
            "CREATE OR REPLACE VIEW %s AS SELECT * RENAME (%s AS %s) FROM read_parquet(%s, hive_partitioning = false)"
                .formatted(TRIALS, column.getKey(), column.getValue(), listed));
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = duck.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The same place; not by its URI, which Hadoop leaves unescaped. */
  private static Path local(org.apache.hadoop.fs.Path path) {
    return Path.of(path.toUri().getPath());
  }

  /**
   * The files as a list of texts.
   *
   * @param escaped where [, * and ? would stand for names of other files
   */
  private String list(boolean escaped) {
    Stream<String> names = files.stream().map(Path::toString);
    if (escaped) {
      names = names.map(name -> name.replaceAll("[\\[*?]", "[$0]"));
    } else {
      names = names.flatMap(name -> Stream.of(name, name.replaceAll("[\\[*?]", "[$0]")).distinct());
    }
    return names.map(Dialect.DUCKDB::text).collect(Collectors.joining(", ", "[", "]"));
  }

  private List<Column> find() throws SQLException {
    try (Statement statement = duck.createStatement();
        ResultSet none = statement.executeQuery("SELECT * FROM " + TRIALS + " LIMIT 0")) {
      return columns(none.getMetaData());
    }
  }

  private static List<Column> columns(ResultSetMetaData result) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int c = 1; c <= result.getColumnCount(); c++) {
      columns.add(DuckValues.column(result.getColumnName(c), result.getColumnTypeName(c)));
    }
    return columns;
  }

  @Override
  public Dialect dialect() {
    return Dialect.DUCKDB;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public long rows() {
    return log.rows();
  }

  @Override
  public RowStream askOnly(String sql) {
    try {
      OneSelect.require(duck, sql);
    } catch (SQLException e) {
      throw unanswered(e);
    }
    return ask(sql);
  }

  @Override
  public RowStream ask(String sql) {
    for (int look = 1; ; look++) {
      try {
        return new Answer(duck.createStatement(), sql, this);
      } catch (SQLException e) {
        if (look == LOOKS || files.stream().allMatch(Files::exists)) {
          throw unanswered(e);
        }
      }
      try {
        connect();
      } catch (SQLException e) {
        throw unanswered(e);
      }
    }
  }

  /** Why an answer broke off: a file of it may have been merged into another meanwhile. */
  private RuntimeException broken(SQLException e) {
    return files.stream().allMatch(Files::exists) ? unanswered(e) : directory.replaced(e);
  }

  private static QuestionException unanswered(SQLException e) {
    String reason = reason(e);
    return reason.startsWith("Parser Error")
        ? QuestionException.unreadable(reason, e)
        : QuestionException.unanswered(reason, e);
  }

  /** What DuckDB says in one line; of a query that ran, what it says of that. */
  private static String reason(SQLException e) {
    String message = String.valueOf(e.getMessage());
    String error = "\nError: ";
    int inner = message.indexOf(error);
    return (inner < 0 ? message : message.substring(inner + error.length()))
        .lines()
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    disconnect();
    removeSpill();
    try {
      Runtime.getRuntime().removeShutdownHook(removal);
    } catch (IllegalStateException ending) {
      // the process ends, and the hook has run or will
    }
  }

  private void disconnect() {
    try {
      if (duck != null) {
        duck.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB must close, got " + e, e);
    }
  }

  private void removeSpill() {
    try (Stream<Path> all = Files.walk(spill)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException gone) {
      // nothing is left to remove, or the system removes it
    }
  }

  /** An answer as it comes in. */
  private static final class Answer implements RowStream {

    private final Statement statement;
    private final DuckTable table;
    private final ResultSet result;
    private final List<Column> columns;
    private boolean known;
    private boolean more;

    Answer(Statement statement, String sql, DuckTable table) throws SQLException {
      this.statement = statement;
      this.table = table;
      try {
        result = statement.executeQuery(sql);
        columns = DuckTable.columns(result.getMetaData());
        // a file that is gone is found out while the question can be asked again
        more = result.next();
        known = true;
      } catch (SQLException e) {
        statement.close();
        throw e;
      }
    }

    @Override
    public List<Column> columns() {
      return columns;
    }

    @Override
    public boolean hasNext() {
      if (!known) {
        try {
          more = result.next();
        } catch (SQLException e) {
          throw table.broken(e);
        }
        known = true;
      }
      return more;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      known = false;
      Object[] values = new Object[columns.size()];
      try {
        for (int c = 0; c < values.length; c++) {
          Object value = result.getObject(c + 1);
          values[c] = value == null ? null : DuckValues.of(value);
        }
      } catch (SQLException e) {
        throw unanswered(e);
      }
      return Row.of(values);
    }

    @Override
    public void close() {
      try {
        statement.close();
      } catch (SQLException e) {
        throw unanswered(e);
      }
    }
  }
}
