package org.basin.store;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local file system as other programs use it: who may read a new file or folder is said by the
 * umask of this process. Hadoop's own sets the permissions of each one afterwards, by a umask of
 * its own, which opens what shall be closed and closes what a group shall share.
 */
final class LocalFiles extends RawLocalFileSystem {

  LocalFiles(Configuration configuration) {
    try {
      initialize(FsConstants.LOCAL_FS_URI, configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path file, boolean append, FsPermission permission) throws IOException {
    if (!append) {
      new FileOutputStream(pathToFile(file)).close();
    }
    // Hadoop leaves the permissions alone of a file that it appends to
    return super.createOutputStreamWithMode(file, true, null);
  }

  @Override
  protected boolean mkOneDirWithMode(Path path, File folder, FsPermission permission) {
    return folder.mkdir();
  }
}
