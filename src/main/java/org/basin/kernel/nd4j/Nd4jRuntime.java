package org.basin.kernel.nd4j;

import java.util.Optional;
import org.basin.kernel.Device;
import org.basin.kernel.EngineRefusedException;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * ND4J in this JVM: loaded once, when the engine is first asked for, and kept to one thread for
 * each task, because Spark gives a task one core. Nothing here is only for the CPU: the same code
 * is built against the CUDA library.
 */
final class Nd4jRuntime {

  private static final String API = "org.nd4j.linalg.factory.Nd4j";
  private static final String CPU = "org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu";

  private static final Optional<String> REFUSAL = load();

  private Nd4jRuntime() {}

  /** Why ND4J can't be used in this JVM, in one line; empty when it can. */
  static Optional<String> refusal() {
    return REFUSAL;
  }

  /**
   * Makes this thread work on a device; a build for CPUs has none to choose.
   *
   * @throws EngineRefusedException if the device is not there or can't execute what the library
   *     holds
   */
  static void use(Device device) {
    if (!CudaBuild.PRESENT || device.equals(Device.ANY)) {
      return;
    }
    String visible = Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")).orElse("");
    int number = CudaBuild.number(device, visible, natives().getAvailableDevices());
    capability(natives(), number)
        .refusal()
        .ifPresent(
            reason -> {
              throw new EngineRefusedException(unusable(true, reason));
            });
    Nd4j.getAffinityManager().unsafeSetDevice(number);
  }

  /** What does the arithmetic, and on how many threads; for a person. */
  static String library() {
    if (!Nd4j.getEnvironment().isCPU()) {
      return "CUDA on a GPU of compute capability " + capability(natives(), 0);
    }
    return "%s with %d thread a task"
        .formatted(Nd4j.factory().blas().getBlasVendor(), Nd4j.factory().blas().getMaxThreads());
  }

  private static Optional<String> load() {
    if (!CudaBuild.present(API)) {
      return Optional.of(
          "engine nd4j needs ND4J's jars on the class path, got none;"
              + " target/basin-all.jar holds them");
    }
    boolean cuda = CudaBuild.PRESENT;
    try {
      // JavaCPP would count Spark's memory as its own and give up at twice the heap
      System.getProperties().putIfAbsent("org.bytedeco.javacpp.maxPhysicalBytes", "0");
      // ND4J keeps the reason to itself when its library can't be loaded
      Loader.load(Class.forName(cuda ? CudaBuild.BINDINGS : CPU));
      useOneThread();
      return cuda ? usable(natives()) : Optional.empty();
    } catch (ReflectiveOperationException | LinkageError | RuntimeException failure) {
      return Optional.of(unusable(cuda, reason(failure)));
    }
  }

  /** OpenMP within an operation and BLAS have settings of their own, and need both. */
  private static void useOneThread() {
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    Nd4j.factory().blas().setMaxThreads(1);
  }

  private static NativeOps natives() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps();
  }

  private static ComputeCapability capability(NativeOps natives, int device) {
    return new ComputeCapability(natives.getDeviceMajor(device), natives.getDeviceMinor(device));
  }

  /** A build for CUDA works when its first device can execute what the library holds. */
  private static Optional<String> usable(NativeOps natives) {
    return natives.getAvailableDevices() == 0
        ? Optional.of(unusable(true, "no device"))
        : capability(natives, 0).refusal().map(reason -> unusable(true, reason));
  }

  static String unusable(boolean cuda, String reason) {
    return cuda
        ? "engine nd4j: this build needs a CUDA 11.6 GPU; none is usable here: " + reason
        : "engine nd4j: ND4J's library must load on this platform (%s), but: %s"
                .formatted(Loader.getPlatform(), reason)
            + "; it is unpacked to ~/.javacpp/cache, or to -Dorg.bytedeco.javacpp.cachedir=FOLDER, where programs may run";
  }

  /** The first line of the innermost cause, without the paths of libraries that precede it. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return text.lines()
        .findFirst()
        .orElse(cause.toString())
        .replaceFirst("^.*\\.(so|dylib|dll): ", "");
  }
}
