package org.basin.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.SafeModeAction;

/** A real HDFS, its NameNode and one DataNode in the process of this test, on loopback. */
final class Hdfs implements AutoCloseable {

  private final MiniDFSCluster cluster;

  private Hdfs(MiniDFSCluster cluster) {
    this.cluster = cluster;
  }

  static Hdfs start(Path folder) throws IOException {
    Configuration configuration = new Configuration();
    configuration.setInt("dfs.replication", 1);
    // a DataNode that nobody can reach from outside
    configuration.set("dfs.datanode.hostname", "127.0.0.1");
    return new Hdfs(
        new MiniDFSCluster.Builder(configuration, folder.toFile()).numDataNodes(1).build());
  }

  DistributedFileSystem files() throws IOException {
    return cluster.getFileSystem();
  }

  /** The address of a path in it. */
  String at(String path) {
    return cluster.getURI() + path;
  }

  /** How many waves of a run are committed. */
  int commits(String run) {
    try {
      FileSystem files = files();
      org.apache.hadoop.fs.Path commits = new org.apache.hadoop.fs.Path(run, "commits");
      return files.exists(commits) ? files.listStatus(commits).length : 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void put(Path file, String path) throws IOException {
    files()
        .copyFromLocalFile(
            new org.apache.hadoop.fs.Path(file.toUri()), new org.apache.hadoop.fs.Path(path));
  }

  /** Copies a folder to this machine's disk. */
  void get(String path, Path target) throws IOException {
    files()
        .copyToLocalFile(
            new org.apache.hadoop.fs.Path(path), new org.apache.hadoop.fs.Path(target.toUri()));
  }

  String read(String path) throws IOException {
    try (InputStream in = files().open(new org.apache.hadoop.fs.Path(path))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  void write(String path, String text) throws IOException {
    try (OutputStream out = files().create(new org.apache.hadoop.fs.Path(path))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Nothing can be written until it is left. */
  void enterSafeMode() throws IOException {
    files().setSafeMode(SafeModeAction.SAFEMODE_ENTER);
  }

  void leaveSafeMode() throws IOException {
    files().setSafeMode(SafeModeAction.SAFEMODE_LEAVE);
  }

  @Override
  public void close() {
    cluster.shutdown(true);
  }
}
