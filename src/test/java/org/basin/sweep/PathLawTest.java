package org.basin.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathLawTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "results",
        "/a/b",
        "a:b/c@d",
        "hdfs://host:8020/a@b/c",
        "hdfs:///a",
        "s3a://bucket/a:b@c",
        "abfss://box@account.dfs.core.windows.net/a",
        "file:/a",
        "results/{date}"
      })
  void pathsAndUrisMayBeUsed(String path) {
    assertThat(PathLaw.broken(path)).isEmpty();
    assertThat(PathLaw.masked(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3a://KEY:hidden@bucket/a",
        "hdfs://user:hid/den@host:8020/a",
        "S3A://KEY:hidden+/1@bucket",
        "webhdfs://u:1hidden@host:50070/x"
      })
  void aPasswordIsRefusedAndNeverShown(String path) {
    assertThat(PathLaw.broken(path))
        .hasValueSatisfying(law -> assertThat(law).contains("password"));
    assertThat(PathLaw.masked(path)).doesNotContain("hid").contains(":***@");
  }

  @ParameterizedTest
  @CsvSource({
    "Parent path is not a directory: file:/a b/c, /a b/c",
    "(file:///a/b), /a/b",
    "'exists=false, cwd=file:/a', cwd=/a",
    "profile:/a, profile:/a",
    "hdfs://file:8020/a, hdfs://file:8020/a"
  })
  void localPathsAreShownWithoutAScheme(String message, String shown) {
    assertThat(PathLaw.plain(message)).contains(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a/b", "HTTPS://a/b", "ftp://a/b", "sftp://a/b", "http:b"})
  void theWebIsRefused(String path) {
    assertThat(PathLaw.broken(path)).hasValueSatisfying(law -> assertThat(law).contains("web"));
  }
}
