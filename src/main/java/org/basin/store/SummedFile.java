package org.basin.store;

import java.io.IOException;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file to be written whose checksums are taken on the way, so that nobody reads it for them. */
public final class SummedFile implements OutputFile {

  private final OutputFile file;
  private final CRC32C all = new CRC32C();
  private final CRC32C footer = new CRC32C();
  private boolean inTail;
  private long tail;

  SummedFile(OutputFile file) {
    this.file = file;
  }

  /** One at a path, which must not exist. */
  public static SummedFile at(Configuration configuration, Path path) throws IOException {
    return new SummedFile(ResultFile.outputFile(configuration, path));
  }

  /** Makes a file outlive a power cut that is written and closed. */
  public static void sync(Configuration configuration, Path path) throws IOException {
    AtomicFile.sync(path.getFileSystem(configuration), path);
  }

  /** All pages are written: what follows describes them. */
  public void beginTail() {
    inTail = true;
  }

  /** Those of what was written. */
  public Checksums checksums() {
    return new Checksums(tail, footer.getValue(), all.getValue());
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    return new Summed(file.create(blockSizeHint));
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return new Summed(file.createOrOverwrite(blockSizeHint));
  }

  @Override
  public boolean supportsBlockSize() {
    return file.supportsBlockSize();
  }

  @Override
  public long defaultBlockSize() {
    return file.defaultBlockSize();
  }

  @Override
  public String getPath() {
    return file.getPath();
  }

  private final class Summed extends PositionOutputStream {

    private final PositionOutputStream out;

    Summed(PositionOutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() throws IOException {
      return out.getPos();
    }

    @Override
    public void write(int each) throws IOException {
      out.write(each);
      all.update(each);
      if (inTail) {
        footer.update(each);
        tail++;
      }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      all.update(bytes, from, length);
      if (inTail) {
        footer.update(bytes, from, length);
        tail += length;
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
