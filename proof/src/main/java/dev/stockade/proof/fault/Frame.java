package dev.stockade.proof.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A message of PostgreSQL's protocol, version 3, of whose payload only the beginning was read for
/// a look.
final class Frame {

  static final char QUERY = 'Q';
  static final char PARSE = 'P';
  static final char BIND = 'B';
  static final char EXECUTE = 'E';
  static final char CLOSE = 'C';
  static final char SYNC = 'S';
  static final char FUNCTION_CALL = 'F';
  static final char READY_FOR_QUERY = 'Z';

  /// The length that is sent counts itself, and not the type.
  static final int LENGTH_BYTES = 4;

  private final char type;
  private final int size;
  private final byte[] head;

  /// @param size of the payload
  /// @param head its beginning
  Frame(char type, int size, byte[] head) {
    this.type = type;
    this.size = size;
    this.head = head;
  }

  char type() {
    return type;
  }

  /// How much of the payload is not in the head.
  int rest() {
    return size - head.length;
  }

  /// True if the server ends its answer to this with a [#READY_FOR_QUERY].
  boolean endsCycle() {
    return type == QUERY || type == SYNC || type == FUNCTION_CALL;
  }

  /// Sends it, without the rest.
  void begin(DataOutputStream out) throws IOException {
    out.writeByte(type);
    out.writeInt(size + LENGTH_BYTES);
    out.write(head);
  }

  /// The payload's byte at `index`; zero behind the head.
  byte at(int index) {
    return index < head.length ? head[index] : 0;
  }

  /// The payload's first `count` strings, from byte `from` on. Each ends with a zero byte, or with
  /// the head.
  List<String> strings(int from, int count) {
    List<String> strings = new ArrayList<>();
    int start = Math.min(from, head.length);
    while (strings.size() < count) {
      int end = start;
      while (at(end) != 0) {
        end++;
      }
      strings.add(new String(head, start, end - start, UTF_8));
      start = Math.min(end + 1, head.length);
    }
    return strings;
  }
}
