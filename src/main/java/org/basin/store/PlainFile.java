package org.basin.store;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/** A file made from results, such as a picture: it can be made again, so nothing protects it. */
public final class PlainFile {

  private PlainFile() {}

  /**
   * Writes a file, whatever stood there; folders that are missing are made.
   *
   * @throws StoreException if it cannot be written
   */
  public static void write(Configuration configuration, Path path, byte[] content) {
    Path parent = path.getParent();
    // of a bare name it is an empty path, which names nothing
    boolean here = parent == null || parent.toString().isEmpty();
    Folder folder = here ? Folder.working(configuration) : Folder.open(configuration, parent);
    try (FSDataOutputStream out = folder.store().create(folder.path(path.getName()), true)) {
      out.write(content);
    } catch (IOException e) {
      throw folder.failed(path.getName(), "write", e);
    }
  }
}
