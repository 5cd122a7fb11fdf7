package org.basin.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of all in a data set that a row may depend on: shape, sizes, the bits of x and the
 * labels. Names are left out.
 */
final class Fingerprint {

  /** Changes whenever the fingerprint of unchanged data does. */
  private static final String FORM = "basin-data-1\n";

  private final MessageDigest sha;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

  private Fingerprint() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String of(Dataset data) {
    Fingerprint print = new Fingerprint();
    print.sha.update(FORM.getBytes(StandardCharsets.UTF_8));
    print.add(data.height());
    print.add(data.width());
    print.add(data.classes());
    print.add(data.train());
    print.add(data.test());
    print.flush();
    return "sha256:" + HexFormat.of().formatHex(print.sha.digest());
  }

  private void add(Samples samples) {
    add(samples.size());
    for (float x : samples.x()) {
      add(Float.floatToIntBits(x));
    }
    for (int label : samples.labels()) {
      add(label);
    }
  }

  private void add(int bits) {
    if (!buffer.hasRemaining()) {
      flush();
    }
    buffer.putInt(bits);
  }

  private void flush() {
    sha.update(buffer.flip());
    buffer.clear();
  }
}
