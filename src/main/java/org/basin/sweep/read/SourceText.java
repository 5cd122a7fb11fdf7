package org.basin.sweep.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.basin.sweep.SweepException;
import org.yaml.snakeyaml.reader.StreamReader;

/** From a path to characters: everything that must hold before YAML is looked at. */
final class SourceText {

  /** One MiB; sweep files have a few kB. */
  static final int MOST_BYTES = 1 << 20;

  private SourceText() {}

  /** The bytes of a file, if it is one and not too large. */
  static byte[] bytes(Path file) throws SweepException {
    Mistakes mistakes = new Mistakes();
    Place place = Place.whole(file.toString());
    try {
      if (Files.isDirectory(file)) {
        mistakes.add(place, "", "a sweep must be a file, got a directory");
      } else if (Files.size(file) > MOST_BYTES) {
        mistakes.add(place, "", tooLarge(Files.size(file)));
      }
      mistakes.throwIfAny();
      try (InputStream in = Files.newInputStream(file)) {
        return in.readNBytes(MOST_BYTES + 1);
      }
    } catch (NoSuchFileException e) {
      mistakes.add(place, "", "the sweep file must exist, got no such file");
    } catch (IOException e) {
      mistakes.add(place, "", "the sweep file must be readable, got " + e);
    }
    mistakes.throwIfAny();
    throw new IllegalStateException("a file is read or a mistake is thrown");
  }

  /** The characters, with lines ended by a line feed. */
  static String decode(String file, byte[] content) throws SweepException {
    Mistakes mistakes = new Mistakes();
    if (content.length > MOST_BYTES) {
      mistakes.add(Place.whole(file), "", tooLarge(content.length));
      mistakes.throwIfAny();
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(content);
    CharBuffer out = CharBuffer.allocate(content.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      mistakes.add(
          end(file, text),
          "",
          String.format(
              Locale.ROOT,
              "a sweep file must be UTF-8, got byte 0x%02X at offset %d",
              content[in.position()],
              in.position()));
      mistakes.throwIfAny();
    }
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    text = text.replace("\r\n", "\n").replace('\r', '\n');
    checkCharacters(file, text, mistakes);
    if (text.isBlank()) {
      mistakes.add(
          Place.whole(file), "", "a sweep must say at least model and data, got an empty file");
    }
    mistakes.throwIfAny();
    return text;
  }

  /** One mistake a line at the most. */
  private static void checkCharacters(String file, String text, Mistakes mistakes) {
    int line = 0;
    for (String row : text.split("\n", -1)) {
      line++;
      for (int i = 0; i < row.length(); i += Character.charCount(row.codePointAt(i))) {
        int character = row.codePointAt(i);
        String message = "";
        if (character == '\t') {
          message = "lines must be indented and spaced by blanks, got a tab";
        } else if (!printable(character)) {
          message =
              String.format(Locale.ROOT, "characters must be printable, got U+%04X", character);
        }
        if (!message.isEmpty()) {
          mistakes.add(new Place(file, line, row.codePointCount(0, i) + 1), "", message);
          break;
        }
      }
    }
  }

  /** Whether a text has nothing in it that a sweep file may not have; tabs count as printable. */
  static boolean printable(String text) {
    return text.codePoints().allMatch(SourceText::printable);
  }

  private static boolean printable(int character) {
    boolean lineBreak = character == 0x85 || character == 0x2028 || character == 0x2029;
    return StreamReader.isPrintable(character) && !lineBreak && character != 0xFEFF;
  }

  private static Place end(String file, String text) {
    int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
    int start = text.lastIndexOf('\n') + 1;
    return new Place(file, line, text.codePointCount(start, text.length()) + 1);
  }

  private static String tooLarge(long bytes) {
    return String.format(
        Locale.ROOT,
        "a sweep file must have at most %,d bytes, got %,d; long lists of points belong in a CSV"
            + " file: method list",
        MOST_BYTES,
        bytes);
  }
}
