package org.basin.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * A real YARN, its ResourceManager and one NodeManager in the process of this test, on loopback.
 * Containers are processes.
 */
final class Yarn implements AutoCloseable {

  private final MiniYARNCluster cluster;
  private final SparkHome home;
  private final Path folder;
  private final List<Child> submitted = new ArrayList<>();

  private Yarn(MiniYARNCluster cluster, SparkHome home, Path folder) {
    this.cluster = cluster;
    this.home = home;
    this.folder = folder;
    // when this process is told to end, nobody stops the cluster
    Runtime.getRuntime().addShutdownHook(new Thread(Yarn::killContainers));
  }

  /** Starts it, with results and jars on such an HDFS, and waits until its one node is there. */
  static Yarn start(Path folder, Hdfs hdfs) throws IOException, InterruptedException {
    SparkHome home = SparkHome.assemble(folder.resolve("spark"));
    Files.writeString(
        Files.createDirectories(home.folder().resolve("conf")).resolve("spark-defaults.conf"),
        """
        spark.yarn.jars local:%1$s/jars/*
        spark.ui.enabled false
        spark.yarn.appMasterEnv.SPARK_LOCAL_IP 127.0.0.1
        spark.yarn.appMasterEnv.JAVA_HOME %2$s
        spark.executorEnv.JAVA_HOME %2$s
        """
            .formatted(home.folder(), System.getProperty("java.home")));
    // it asks this property alone for its folder
    System.setProperty("test.build.data", folder.toString());
    MiniYARNCluster cluster = new MiniYARNCluster("yarn", 1, 1, 1);
    cluster.init(settings());
    cluster.start();
    Yarn yarn = new Yarn(cluster, home, folder);
    try {
      if (!cluster.waitForNodeManagersToConnect(Child.PATIENCE.toMillis())) {
        throw new AssertionError("a node must come within " + Child.PATIENCE);
      }
      yarn.configureClients(hdfs);
      return yarn;
    } catch (Exception e) {
      yarn.close();
      throw new AssertionError(e);
    }
  }

  private static Configuration settings() {
    Configuration settings = new YarnConfiguration();
    settings.set("yarn.resourcemanager.bind-host", "127.0.0.1");
    settings.set("yarn.nodemanager.bind-host", "127.0.0.1");
    settings.setInt("yarn.minicluster.yarn.nodemanager.resource.memory-mb", 8192);
    settings.setInt("yarn.nodemanager.resource.cpu-vcores", 16);
    settings.setInt("yarn.scheduler.minimum-allocation-mb", 256);
    settings.set("yarn.scheduler.capacity.root.queues", "default");
    settings.set("yarn.scheduler.capacity.root.default.capacity", "100");
    // a disk that is nearly full is no reason to train nothing
    settings.setBoolean("yarn.nodemanager.disk-health-checker.enable", false);
    settings.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
    settings.setBoolean("yarn.nodemanager.pmem-check-enabled", false);
    return settings;
  }

  /** Writes the folder that HADOOP_CONF_DIR names. */
  private void configureClients(Hdfs hdfs) throws IOException {
    Path hadoop = Files.createDirectories(folder.resolve("hadoop"));
    Configuration core = new Configuration(false);
    core.set("fs.defaultFS", hdfs.at(""));
    write(core, hadoop.resolve("core-site.xml"));
    Configuration site = new Configuration(false);
    for (String server : List.of("", ".scheduler", ".admin", ".webapp")) {
      String key = "yarn.resourcemanager" + server + ".address";
      site.set(key, cluster.getConfig().get(key));
    }
    write(site, hadoop.resolve("yarn-site.xml"));
  }

  private static void write(Configuration settings, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      settings.writeXml(out);
    }
  }

  /**
   * Runs the example jobs/submit/yarn against this cluster.
   *
   * @param name of the logs
   * @param arguments a sweep file and what follows
   */
  Child example(String name, List<String> arguments) throws IOException {
    Map<String, String> environment = new HashMap<>(home.environment());
    environment.put("HADOOP_CONF_DIR", folder.resolve("hadoop").toString());
    environment.put("EXECUTORS", "2");
    environment.put("JAR", Path.of("target/basin.jar").toAbsolutePath().toString());
    environment.put(
        "SUBMIT_OPTS",
        "--name " + name + " --driver-memory 1g --executor-memory 1g --executor-cores 2");
    List<String> command = new ArrayList<>();
    command.add(Path.of("jobs/submit/yarn").toAbsolutePath().toString());
    command.addAll(arguments);
    Child child = Child.start(folder, name, environment, command);
    submitted.add(child);
    return child;
  }

  /** The processes in containers whose command lines have such a word. */
  static List<ProcessHandle> containers(String word) {
    // a shell that started one has the same words
    return ProcessHandle.current()
        .descendants()
        .filter(
            each -> Child.commandLine(each).matches("(?s)[^\\x00]*/bin/java\\x00.*" + word + ".*"))
        .toList();
  }

  private static void killContainers() {
    containers("/container_").forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * What the containers of all applications have printed.
   *
   * @param name stdout or stderr
   */
  String logs(String name) throws IOException {
    StringBuilder logs = new StringBuilder();
    try (Stream<Path> files = Files.walk(cluster.getTestWorkDir().toPath())) {
      for (Path file : files.filter(each -> each.endsWith(name)).sorted().toList()) {
        logs.append(Files.readString(file));
      }
    }
    return logs.toString();
  }

  @Override
  public void close() {
    submitted.forEach(Child::close);
    killContainers();
    cluster.stop();
  }
}
