package org.basin.store;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local file system of a run with something happening before and after every change made to it.
 */
final class HookedFileSystem extends FilterFileSystem {

  /** What happens around a change. */
  interface Hook {
    void at(String when, Path path) throws IOException;
  }

  private final Hook hook;

  HookedFileSystem(Hook hook) {
    super(raw());
    this.hook = hook;
  }

  /** Hadoop's own would start a process for the permissions of each file. */
  static FileSystem raw() {
    return new LocalFiles(Rows.CONFIGURATION);
  }

  @Override
  public FSDataOutputStream create(
      Path f,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    hook.at("before create", f);
    FSDataOutputStream out =
        super.create(f, permission, overwrite, bufferSize, replication, blockSize, progress);
    hook.at("after create", f);
    return out;
  }

  @Override
  public boolean rename(Path src, Path dst) throws IOException {
    hook.at("before rename", dst);
    boolean done = super.rename(src, dst);
    hook.at("after rename", dst);
    return done;
  }

  @Override
  public boolean delete(Path f, boolean recursive) throws IOException {
    hook.at("before delete", f);
    boolean done = super.delete(f, recursive);
    hook.at("after delete", f);
    return done;
  }

  @Override
  public boolean mkdirs(Path f) throws IOException {
    hook.at("before mkdirs", f);
    boolean done = super.mkdirs(f);
    hook.at("after mkdirs", f);
    return done;
  }
}
