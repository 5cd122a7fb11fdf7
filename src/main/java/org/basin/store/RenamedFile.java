package org.basin.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/** HDFS and its kin: a complete temporary file is renamed to a name that must be free. */
record RenamedFile(FileSystem store) implements AtomicFile {

  @Override
  public boolean create(Path target, Path temp, String text) throws IOException {
    store.mkdirs(target.getParent());
    AtomicFile.writeDurably(store, temp, text);
    try {
      context().rename(temp, target, Rename.NONE);
      return true;
    } catch (FileAlreadyExistsException | FileNotFoundException e) {
      // a retried call finds its own work done: whose name it is, the content tells
      boolean ours = new Look.Stored(store).text(target).filter(text::equals).isPresent();
      if (!ours && e instanceof FileNotFoundException) {
        throw e;
      }
      store.delete(temp, false);
      return ours;
    }
  }

  @Override
  public void replace(Path target, Path temp, String text) throws IOException {
    AtomicFile.write(store, temp, text);
    context().rename(temp, target, Rename.OVERWRITE);
  }

  private FileContext context() throws IOException {
    return FileContext.getFileContext(store.getUri(), store.getConf());
  }
}
