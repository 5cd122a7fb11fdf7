package org.basin.table;

import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.basin.kernel.Device;

/** The GPU that Spark assigned to a task. */
public final class TaskDevice {

  /** Spark's name for GPUs, as in {@code spark.task.resource.gpu.amount}. */
  public static final String RESOURCE = "gpu";

  private TaskDevice() {}

  /** The first address of the task's GPUs; {@link Device#ANY} where none is assigned. */
  public static Device of(TaskContext task) {
    ResourceInformation gpus = task.resourcesJMap().get(RESOURCE);
    return gpus == null || gpus.addresses().length == 0
        ? Device.ANY
        : new Device(gpus.addresses()[0]);
  }
}
