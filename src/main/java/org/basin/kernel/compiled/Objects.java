package org.basin.kernel.compiled;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Loads shared objects, each in a class loader of its own, so that it goes with it. */
final class Objects {

  private Objects() {}

  /** The SHA-256 of some bytes. */
  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Loads an object. Its file lies in a folder of this call's own, and is deleted once it is
   * loaded.
   *
   * @param hash its SHA-256, as it was told apart from it
   * @throws CompilerException if it is another one or can't be loaded
   */
  static Code load(byte[] object, String hash) throws CompilerException {
    if (!hash(object).equals(hash)) {
      throw new CompilerException(
          "compiled code must have SHA-256 %s, got %s".formatted(hash, hash(object)));
    }
    Path folder = Folders.temporary();
    try {
      Path file = folder.resolve(hash + ".so");
      Files.write(file, object);
      Class<?> entry = new Loader().loadClass(Entry.class.getName());
      return (Code) entry.getConstructor(String.class).newInstance("" + file.toAbsolutePath());
    } catch (IOException | ReflectiveOperationException | LinkageError e) {
      Throwable cause = e instanceof InvocationTargetException thrown ? thrown.getCause() : e;
      throw new CompilerException("compiled code can't be loaded: " + cause.getMessage());
    } finally {
      Folders.delete(folder);
    }
  }

  /** Has its own copy of the entry, and all else from where this class is. */
  private static final class Loader extends ClassLoader {

    Loader() {
      super(Objects.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Entry.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String place = name.substring(name.lastIndexOf('.') + 1) + ".class";
      try (InputStream in = Objects.class.getResourceAsStream(place)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
