package org.basin.store;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A path with {@code {date}} in it: one folder a day, such as {@code results/2026-11-22}.
 *
 * @param text with {@code {date}} once
 */
public record DatedPath(String text) {

  /** What a date stands for. */
  public static final String DATE = "{date}";

  /** Whether a path holds a date. */
  public static boolean is(String path) {
    return path.contains(DATE);
  }

  /** The path of a day. */
  public Path on(LocalDate day) {
    return new Path(text.replace(DATE, day.toString()));
  }

  /**
   * The run of the latest day that has one.
   *
   * @param name of the run below the path
   */
  public Optional<Path> latest(Configuration configuration, String name) {
    return days(configuration).stream()
        .map(day -> new Path(on(day), name))
        .filter(run -> RunDirectory.at(configuration, run).exists())
        .findFirst();
  }

  /** The days of which a folder exists, the latest first. */
  private List<LocalDate> days(Configuration configuration) {
    int date = text.indexOf(DATE);
    int start = text.lastIndexOf('/', date) + 1;
    int end = text.indexOf('/', date) < 0 ? text.length() : text.indexOf('/', date);
    String before = text.substring(start, date);
    String after = text.substring(date + DATE.length(), end);
    return parent(configuration, text.substring(0, start)).list("").stream()
        .map(FileStatus::getPath)
        .map(Path::getName)
        .filter(name -> name.length() == before.length() + 10 + after.length())
        .filter(name -> name.startsWith(before) && name.endsWith(after))
        .flatMap(name -> day(name.substring(before.length(), before.length() + 10)).stream())
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private static Folder parent(Configuration configuration, String path) {
    return path.isEmpty()
        ? Folder.working(configuration)
        : Folder.open(configuration, new Path(path));
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException other) {
      return Optional.empty();
    }
  }
}
