package org.basin.data;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A file system of another scheme, {@code elsewhere:/}, whose files lie below a local folder that
 * only the configuration names. Counts what is opened.
 */
public final class PrefixedFileSystem extends RawLocalFileSystem {

  static final String FOLDER = "elsewhere.folder";
  static final AtomicInteger OPENED = new AtomicInteger();

  private String folder;

  /** A configuration that knows the file system. */
  static Configuration configuration(java.nio.file.Path folder) {
    Configuration configuration = new Configuration();
    configuration.set("fs.elsewhere.impl", PrefixedFileSystem.class.getName());
    configuration.setBoolean("fs.elsewhere.impl.disable.cache", true);
    configuration.set(FOLDER, folder.toString());
    return configuration;
  }

  @Override
  public void initialize(URI name, Configuration configuration) throws java.io.IOException {
    super.initialize(name, configuration);
    folder = configuration.get(FOLDER);
  }

  @Override
  public URI getUri() {
    return URI.create("elsewhere:///");
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws java.io.IOException {
    OPENED.incrementAndGet();
    return FileSystem.getLocal(new Configuration()).getRaw().open(local(path), buffer);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws java.io.IOException {
    FileStatus status =
        FileSystem.getLocal(new Configuration()).getRaw().getFileStatus(local(path));
    status.setPath(path.makeQualified(getUri(), new Path("/")));
    return status;
  }

  private Path local(Path path) {
    return new Path("file:" + folder + path.toUri().getPath());
  }
}
