package org.basin.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run as MLflow keeps it.
 *
 * @param id 32 digits of base 16
 * @param name that people see
 * @param status whether it is finished
 * @param start milliseconds since 1970
 * @param end the same
 * @param params name to text of one line
 * @param metrics name to number
 * @param tags name to text
 * @param artifacts file name to content
 */
record MlflowRun(
    String id,
    String name,
    Status status,
    long start,
    long end,
    Map<String, String> params,
    Map<String, Double> metrics,
    Map<String, String> tags,
    Map<String, String> artifacts) {

  /** MLflow's numbers for it: {@code RunStatus} of its protocol. */
  enum Status {
    RUNNING(1),
    FINISHED(3),
    KILLED(5);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  MlflowRun {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    artifacts = Collections.unmodifiableMap(new LinkedHashMap<>(artifacts));
  }
}
