package org.basin.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.basin.learn.Parameter;
import org.basin.npz.NpzException;
import org.basin.saved.CheckpointFile;
import org.basin.saved.Head;
import org.basin.space.Unreadable;
import org.basin.sweep.PathLaw;
import org.basin.sweep.SweepException;
import org.basin.sweep.read.SweepParser;

/**
 * The parameters of a checkpoint that all trials of a sweep start from. Equal when their
 * fingerprints are, which each machine computes of what has reached it.
 */
public final class StartParameters implements Serializable {

  /** Trials draw where they start. */
  public static final StartParameters NONE = new StartParameters("", List.of());

  /** Changes whenever the fingerprint of unchanged parameters does. */
  private static final String FORM = "basin-start-1";

  private static final int BUFFER = 1 << 16;

  private final String model;
  private final List<Parameter> parameters;

  private transient volatile String fingerprint;

  private StartParameters(String model, List<Parameter> parameters) {
    this.model = model;
    this.parameters = List.copyOf(parameters);
  }

  /** What a trial of a model has learned, to go on from. */
  public static StartParameters learned(String model, List<Parameter> parameters) {
    return new StartParameters(model, parameters);
  }

  /**
   * Reads a checkpoint.
   *
   * @param file on this machine's disk, or with the scheme of a file system of Hadoop's
   * @throws IOException when it is none; the message names the file and the law
   */
  static StartParameters read(String file, Configuration configuration) throws IOException {
    if (!PathLaw.remote(file)) {
      return read(Path.of(file), file);
    }
    Path copy = Files.createTempFile("basin-start", ".npz");
    try {
      var from = new org.apache.hadoop.fs.Path(file);
      from.getFileSystem(configuration)
          .copyToLocalFile(false, from, new org.apache.hadoop.fs.Path(copy.toUri()), true);
      return read(copy, PathLaw.plain(file));
    } catch (NpzException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          "%s: a checkpoint to start from must be readable, got %s"
              .formatted(PathLaw.plain(file), Unreadable.reason(e, file)),
          e);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /**
   * @param name what the file is called in messages
   */
  private static StartParameters read(Path file, String name) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new NpzException(name + ": a checkpoint to start from must be a file, got none");
    }
    try {
      Head head = CheckpointFile.head(file);
      String model =
          new SweepParser(Models.withoutData())
              .parseStored(name + ": sweep", head.sweep().getBytes(UTF_8), List.of())
              .model();
      List<Parameter> parameters = CheckpointFile.parameters(file);
      if (parameters.isEmpty()) {
        throw new NpzException(
            name + ": a checkpoint to start from must hold parameters, got none");
      }
      return new StartParameters(model, parameters);
    } catch (NpzException e) {
      throw new NpzException(e.getMessage().replace(file.toString(), name));
    } catch (SweepException e) {
      throw new NpzException(e.getMessage());
    } catch (NoSuchFileException e) {
      throw new NpzException(
          name
              + ": a checkpoint to start from must exist; a relative path starts at the sweep"
              + " file");
    }
  }

  /** Whether trials draw where they start. */
  public boolean none() {
    return parameters.isEmpty();
  }

  /** The model that learned them. */
  String model() {
    return model;
  }

  /** By name. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** SHA-256 of the model and of names, shapes and bits; "" for none. */
  public String fingerprint() {
    String known = fingerprint;
    if (known == null) {
      known = none() ? "" : computed();
      fingerprint = known;
    }
    return known;
  }

  private String computed() {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    sha.update((FORM + "\n" + model + "\n").getBytes(UTF_8));
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    for (Parameter one : parameters) {
      sha.update((one.name() + " " + one.shape() + "\n").getBytes(UTF_8));
      for (float number : one.values()) {
        if (!buffer.hasRemaining()) {
          sha.update(buffer.flip());
          buffer.clear();
        }
        buffer.putInt(Float.floatToIntBits(number));
      }
      sha.update(buffer.flip());
      buffer.clear();
    }
    return "sha256:" + HexFormat.of().formatHex(sha.digest());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StartParameters that && fingerprint().equals(that.fingerprint());
  }

  @Override
  public int hashCode() {
    return fingerprint().hashCode();
  }
}
