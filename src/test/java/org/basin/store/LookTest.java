package org.basin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java's own look at the local disk is Hadoop's. */
class LookTest {

  private static final List<String> NAMES =
      List.of("plain", "a b", "a:b", "50%25", "ä#?&=[*]", "{x}", "'\"", "-", "emptyÿ");

  private final Look local = new Look.Local();
  private final Look hadoop = new Look.Stored(new LocalFiles(new Configuration()));
  @TempDir private Path temp;

  @BeforeEach
  void fill() throws IOException {
    for (String name : NAMES) {
      Files.writeString(temp.resolve(name), "content of " + name);
      Files.writeString(Files.createDirectory(temp.resolve("in " + name)).resolve(name), name);
    }
    Files.createSymbolicLink(temp.resolve("link"), temp.resolve("plain"));
    Files.createSymbolicLink(temp.resolve("folder link"), temp.resolve("in plain"));
    Files.createSymbolicLink(temp.resolve("dangling"), temp.resolve("nothing"));
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(
        new org.apache.hadoop.fs.Path(null, null, temp.toString()),
        new org.apache.hadoop.fs.Path(null, null, name));
  }

  private static List<String> shown(List<FileStatus> found) {
    List<FileStatus> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(status -> status.getPath().getName()));
    return sorted.stream().map(LookTest::shown).toList();
  }

  private static String shown(FileStatus status) {
    return "%s %s %d %d"
        .formatted(
            status.getPath().getName(),
            status.isDirectory(),
            status.getLen(),
            status.getModificationTime());
  }

  @Test
  void foldersAndFilesLookTheSame() throws IOException {
    assertThat(shown(local.list(path(".")))).isEqualTo(shown(hadoop.list(path(".")))).hasSize(20);
    for (String name : NAMES) {
      for (String each : List.of(name, "in " + name, "in " + name + "/" + name)) {
        assertThat(shown(local.status(path(each)))).isEqualTo(shown(hadoop.status(path(each))));
        assertThat(shown(local.list(path(each)))).isEqualTo(shown(hadoop.list(path(each))));
        assertThat(local.qualified(path(each))).isEqualTo(hadoop.qualified(path(each)));
      }
      assertThat(local.text(path(name))).contains("content of " + name);
      assertThat(local.text(path(name))).isEqualTo(hadoop.text(path(name)));
    }
  }

  @Test
  void relativePathsAndDotsStartWhereTheProcessDoes() {
    for (String each : List.of("x", "x/y", ".", "../x", "x/../y", "/a/./b", "file:/a/b")) {
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(each);
      assertThat(local.qualified(path)).isEqualTo(hadoop.qualified(path));
    }
  }

  @Test
  void whatIsNotThereIsNotThere() throws IOException {
    for (Look look : List.of(local, hadoop)) {
      for (String none : List.of("none", "dangling", "plain/below")) {
        assertThat(look.text(path(none))).isEmpty();
        assertThatThrownBy(() -> look.status(path(none))).isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> look.list(path(none))).isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> look.checksum(path(none), 0, 1))
            .isInstanceOf(FileNotFoundException.class);
      }
      assertThatThrownBy(() -> look.text(path("in plain")))
          .isInstanceOf(FileNotFoundException.class)
          .hasMessageContaining("in plain");
    }
  }

  @Test
  void whatMayNotBeReadIsAnError() throws IOException {
    Files.setPosixFilePermissions(
        temp.resolve("plain"), PosixFilePermissions.fromString("-wx------"));
    Files.setPosixFilePermissions(
        temp.resolve("in plain"), PosixFilePermissions.fromString("-wx------"));
    assumeThat(Files.isReadable(temp.resolve("plain"))).as("root reads everything").isFalse();
    for (Look look : List.of(local, hadoop)) {
      assertThatThrownBy(() -> look.text(path("plain"))).hasMessageContaining("Permission denied");
      assertThatThrownBy(() -> look.list(path("in plain")))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("Permission denied");
    }
  }

  @Test
  void aChecksumIsThatOfThePart() throws IOException {
    byte[] bytes = Files.readAllBytes(temp.resolve("plain"));
    CRC32C crc = new CRC32C();
    crc.update(bytes, 3, 8);
    for (Look look : List.of(local, hadoop)) {
      assertThat(look.checksum(path("plain"), 3, 8)).isEqualTo(crc.getValue());
      assertThat(look.checksum(path("plain"), 5, 0)).isZero();
      assertThatThrownBy(() -> look.checksum(path("plain"), 3, bytes.length))
          .isInstanceOf(EOFException.class);
    }
  }
}
