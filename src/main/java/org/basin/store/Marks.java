package org.basin.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where a task is, for whoever comes after it: empty files in a staged folder, whose names say
 * which positions are being trained. A task removes its mark when it is done with them, in peace or
 * by an exception; so a mark that is left tells of a process that died there, or of an attempt that
 * is still at it.
 */
public final class Marks {

  private static final Pattern NAME = Pattern.compile("(\\d+)-(\\d+)-(\\d+)");

  /**
   * One mark.
   *
   * @param attempt of the task, from 0
   * @param from first position being trained
   * @param until one past the last
   */
  public record Mark(int attempt, long from, long until) {
    private String name() {
      return String.format(Locale.ROOT, "%d-%d-%d", attempt, from, until);
    }
  }

  private final FileSystem store;
  private final Path folder;

  /**
   * The marks of one task.
   *
   * @param staged the wave's staged folder
   * @param task its number in the wave
   */
  public Marks(Configuration configuration, Path staged, int task) throws IOException {
    this.store = Folder.raw(staged.getFileSystem(configuration));
    this.folder = new Path(staged, "_marks/" + task);
  }

  /** The marks that stand. */
  public List<Mark> standing() throws IOException {
    List<Mark> marks = new ArrayList<>();
    try {
      for (FileStatus file : store.listStatus(folder)) {
        Matcher name = NAME.matcher(file.getPath().getName());
        if (name.matches()) {
          marks.add(
              new Mark(
                  Integer.parseInt(name.group(1)),
                  Long.parseLong(name.group(2)),
                  Long.parseLong(name.group(3))));
        }
      }
    } catch (FileNotFoundException none) {
      return List.of();
    }
    return marks;
  }

  /** Sets a mark, before the work begins. */
  public void set(Mark mark) throws IOException {
    try (FSDataOutputStream empty = store.create(new Path(folder, mark.name()), true)) {
      // its name says all
    }
  }

  /** Removes a mark, when the work has ended in whatever way this process can tell. */
  public void remove(Mark mark) throws IOException {
    store.delete(new Path(folder, mark.name()), false);
  }
}
