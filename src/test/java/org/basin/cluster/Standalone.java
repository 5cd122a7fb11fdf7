package org.basin.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Spark's own cluster on this machine: a master and two workers, each a process. */
final class Standalone implements AutoCloseable {

  private final SparkHome home;
  private final Path folder;
  private final Child master;
  private final String url;
  private final Map<Integer, Child> workers = new HashMap<>();
  private final List<Child> submitted = new ArrayList<>();
  private int started;

  private Standalone(SparkHome home, Path folder, Child master, String url) {
    this.home = home;
    this.folder = folder;
    this.master = master;
    this.url = url;
  }

  /** Starts it and waits until both workers are there. */
  static Standalone start(Path folder) throws IOException, InterruptedException {
    SparkHome home = SparkHome.assemble(folder.resolve("spark"));
    Child master =
        Child.start(
            folder,
            "master",
            home.environment(),
            List.of(
                home.bin("spark-class").toString(),
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0"));
    try {
      String url = master.await("Starting Spark master at (spark://127\\.0\\.0\\.1:\\d+)");
      Standalone cluster = new Standalone(home, folder, master, url);
      cluster.startWorker(0);
      cluster.startWorker(1);
      cluster.awaitWorkers();
      return cluster;
    } catch (AssertionError | IOException e) {
      master.close();
      throw e;
    }
  }

  /** A worker of two cores, on a machine whose nvidia-smi shows two GPUs. */
  void startWorker(int number) throws IOException {
    String name = "worker%d-%d".formatted(number, started++);
    Path machine = Files.createDirectories(folder.resolve("machine" + number));
    SparkHome.script(
        machine.resolve("nvidia-smi"),
        "#!/bin/sh\necho %d\necho %d\n".formatted(2 * number, 2 * number + 1));
    Map<String, String> environment = new HashMap<>(home.environment());
    environment.put("PATH", machine + ":" + System.getenv("PATH"));
    Path settings =
        Files.writeString(
            machine.resolve("worker.conf"),
            """
            spark.worker.resource.gpu.amount 2
            spark.worker.resource.gpu.discoveryScript %s
            """
                .formatted(Path.of("jobs/submit/gpus").toAbsolutePath()));
    workers.put(
        number,
        Child.start(
            folder,
            name,
            environment,
            List.of(
                home.bin("spark-class").toString(),
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0",
                "--cores",
                "2",
                "--memory",
                "3g",
                "--work-dir",
                folder.resolve("work-" + name).toString(),
                "--properties-file",
                settings.toString(),
                url)));
  }

  void awaitWorkers() {
    workers.values().forEach(each -> each.await("Successfully registered with master"));
  }

  Child worker(int number) {
    return workers.get(number);
  }

  /**
   * Runs the example jobs/submit/standalone against this cluster.
   *
   * @param name of the logs
   * @param more environment
   * @param arguments a sweep file and what follows
   */
  Child example(String name, Map<String, String> more, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of("jobs/submit/standalone").toAbsolutePath().toString());
    command.addAll(arguments);
    return submit(name, more, command);
  }

  /** Runs another main class under spark-submit. */
  Child main(String name, Class<?> main, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(home.bin("spark-submit").toString(), "--master", url));
    command.addAll(options);
    command.addAll(List.of("--class", main.getName(), Path.of("target/basin.jar").toString()));
    command.addAll(List.of(arguments));
    return submit(name, Map.of(), command);
  }

  private Child submit(String name, Map<String, String> more, List<String> command)
      throws IOException {
    Map<String, String> environment = new HashMap<>(home.environment());
    environment.put("MASTER", url);
    environment.putAll(more);
    Child child = Child.start(folder, name, environment, command);
    submitted.add(child);
    return child;
  }

  @Override
  public void close() {
    submitted.forEach(Child::close);
    workers.values().forEach(Child::close);
    master.close();
  }
}
