package org.basin.run;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.resource.ExecutorResourceRequests;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.basin.table.TaskDevice;

/**
 * What the stages that train ask of the cluster, apart from what reading the results does: cores
 * and GPUs of a task, and of an executor. Comes from Spark's settings whose names start with
 * {@value #PREFIX}; conf/gpu.conf shows them.
 */
final class WaveProfile {

  static final String PREFIX = "spark.basin.wave.";

  private WaveProfile() {}

  /**
   * The profile; empty when no setting asks for one.
   *
   * @param settings names without the prefix
   * @throws UsageException if one is unknown or has no such value
   */
  static Optional<ResourceProfile> of(Map<String, String> settings) {
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    TaskResourceRequests task = new TaskResourceRequests();
    ExecutorResourceRequests executor = new ExecutorResourceRequests();
    new TreeMap<>(settings)
        .forEach(
            (name, value) -> {
              switch (name) {
                case "task.cpus" -> task.cpus(whole(name, value));
                case "task.gpus" -> task.resource(TaskDevice.RESOURCE, share(name, value));
                case "executor.cores" -> executor.cores(whole(name, value));
                case "executor.memory" -> executor.memory(value);
                case "executor.gpus" -> gpus(executor, settings, whole(name, value));
                case "executor.gpus.script", "executor.gpus.vendor" -> {
                  // of executor.gpus
                }
                default ->
                    throw refused(
                        name,
                        "must be task.cpus, task.gpus, executor.cores, executor.memory,"
                            + " executor.gpus, executor.gpus.script or executor.gpus.vendor",
                        value);
              }
            });
    return Optional.of(new ResourceProfileBuilder().require(task).require(executor).build());
  }

  private static void gpus(
      ExecutorResourceRequests executor, Map<String, String> settings, int count) {
    executor.resource(
        TaskDevice.RESOURCE,
        count,
        settings.getOrDefault("executor.gpus.script", ""),
        settings.getOrDefault("executor.gpus.vendor", ""));
  }

  private static int whole(String name, String value) {
    if (!value.matches("[1-9]\\d{0,4}")) {
      throw refused(name, "must be a whole number of 1 or more", value);
    }
    return Integer.parseInt(value);
  }

  /** Spark lets a task have a part of a GPU, or whole ones; it is trained on one. */
  private static double share(String name, String value) {
    double share;
    try {
      share = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      share = Double.NaN;
    }
    if (!(share > 0 && share <= 1)) {
      throw refused(name, "must be above 0 and at most 1, because a task trains on one GPU", value);
    }
    return share;
  }

  private static UsageException refused(String name, String law, String value) {
    return new UsageException("%s%s: it %s, got %s".formatted(PREFIX, name, law, value));
  }
}
