package org.basin.space;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table in CSV as RFC 4180 has it: a header, commas, quotes doubled inside quotes; UTF-8. Lines
 * end with a line feed, a carriage return or both. Blank lines and lines that begin with # are
 * skipped. Written out because mistakes are reported with their exact line and column, which
 * Commons CSV knows of a row but not of its cells.
 */
final class CsvTable implements TableFile {

  private static final int END = -1;

  /** A longer cell is neither a number nor a name: a quote that is never closed, or no CSV. */
  private static final int MOST_OF_A_CELL = 1 << 16;

  /** A row with more cells is no row: a file without line ends, or no CSV. */
  private static final int MOST_CELLS = 1 << 20;

  private final PushbackReader in;
  private final List<String> names;
  private final List<String> cells = new ArrayList<>();
  private final List<Integer> columns = new ArrayList<>();
  private int line;
  private int nextLine = 1;
  private int column;

  CsvTable(InputStream bytes) throws IOException {
    in =
        new PushbackReader(
            new BufferedReader(
                new InputStreamReader(
                    bytes,
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT))),
            2); // one after a carriage return, one that is peeked at
    int first = in.read();
    if (first != '\uFEFF' && first != END) { // some programs begin a file with a byte order mark
      in.unread(first);
    }
    names = next() ? List.copyOf(cells) : List.of();
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public String obstacle(int column) {
    return "";
  }

  @Override
  public boolean index(int column) {
    return PANDAS.matcher(names.get(column)).matches();
  }

  @Override
  public boolean next() throws IOException {
    int c = peek();
    while (c == '\n' || c == '#') {
      do {
        c = read();
      } while (c != '\n' && c != END);
      nextLine++;
      c = peek();
    }
    if (c == END) {
      return false;
    }
    line = nextLine;
    column = 1;
    cells.clear();
    columns.clear();
    do {
      columns.add(column);
      if (columns.size() > MOST_CELLS) {
        throw new IOException("a row of more than %d cells on line %d".formatted(MOST_CELLS, line));
      }
      cells.add(cell());
      c = read();
      column++;
    } while (c == ',');
    nextLine++;
    return true;
  }

  /** Reads up to the comma, the end of the line or of the file that follows the cell. */
  private String cell() throws IOException {
    StringBuilder text = new StringBuilder();
    boolean quoted = false;
    for (int c = read(); ; c = read()) {
      if (c == '"' && (quoted || text.isEmpty())) {
        if (quoted && peek() == '"') {
          read();
          column++;
          text.append('"');
        } else {
          quoted = !quoted;
        }
      } else if (c == END || (!quoted && (c == ',' || c == '\n'))) {
        if (c != END) {
          in.unread(c);
        }
        return text.toString().strip();
      } else {
        nextLine += c == '\n' ? 1 : 0;
        text.append((char) c);
        if (text.length() > MOST_OF_A_CELL) {
          throw new IOException(
              "a cell of more than %d characters that begins at %d:%d"
                  .formatted(MOST_OF_A_CELL, line, columns.get(columns.size() - 1)));
        }
      }
      column++;
    }
  }

  /** The next character, every end of a line as a line feed. */
  private int read() throws IOException {
    int c = in.read();
    if (c != '\r') {
      return c;
    }
    int after = in.read();
    if (after != '\n' && after != END) {
      in.unread(after);
    }
    return '\n';
  }

  private int peek() throws IOException {
    int c = read();
    if (c != END) {
      in.unread(c);
    }
    return c;
  }

  @Override
  public List<String> cells() {
    return cells;
  }

  @Override
  public int line() {
    return line;
  }

  @Override
  public int column(int cell) {
    return columns.get(cell);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
