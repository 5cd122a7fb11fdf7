package org.basin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageTest {

  /** As HDFS words it when a NameNode is in safe mode. */
  private static final String SAFE_MODE =
      "org.apache.hadoop.hdfs.server.namenode.SafeModeException: Cannot create file/x. Name node is"
          + " in safe mode.";

  @TempDir private java.nio.file.Path temp;

  private Folder folder(AtomicInteger refusals, IOException refusal) {
    FileSystem store =
        new HookedFileSystem(
            (when, path) -> {
              if (when.startsWith("before") && refusals.getAndDecrement() > 0) {
                throw refusal;
              }
            });
    return new Folder(store, new Path(temp.toString()));
  }

  @Test
  void aDriverAtWorkWaitsForAStoreThatComesBack() {
    for (IOException refusal :
        new IOException[] {
          new IOException(SAFE_MODE),
          new ConnectException("Connection refused"),
          new IOException(new ConnectException("Connection refused"))
        }) {
      AtomicInteger refusals = new AtomicInteger(1);
      Folder folder = folder(refusals, refusal).patient();
      folder.write("a", "text");
      assertThat(folder.read("a")).hasValue("text");
      assertThat(refusals.get()).isNegative();
    }
  }

  @Test
  void whoeverBeginsIsToldAtOnce() {
    AtomicInteger refusals = new AtomicInteger(1);
    Folder folder = folder(refusals, new IOException(SAFE_MODE));
    assertThatThrownBy(() -> folder.write("a", "text"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Name node is in safe mode");
  }

  @Test
  void whatIsNoOutageIsToldAtOnce() {
    AtomicInteger refusals = new AtomicInteger(1);
    Folder folder = folder(refusals, new IOException("No space left on device")).patient();
    assertThatThrownBy(() -> folder.write("a", "text"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the disk is full");
  }

  @Test
  void whoIsToStopWaitsNoLonger() {
    Outage outage = new Outage(Duration.ofHours(1));
    AtomicInteger looks = new AtomicInteger();
    for (int pause = 0; pause < 100; pause++) {
      assertThat(outage.pause(() -> looks.incrementAndGet() > 0)).isTrue();
    }
    assertThat(looks).hasValue(100);
  }

  @Test
  void patienceEnds() {
    assertThat(new Outage(Duration.ZERO).pause(() -> false)).isFalse();
    assertThatThrownBy(
            () ->
                Outage.bridge(
                    Duration.ofMillis(600),
                    () -> {
                      throw new ConnectException("Connection refused");
                    }))
        .isInstanceOf(ConnectException.class);
  }
}
