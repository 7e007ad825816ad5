package dev.stockade.engine.database;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An array of UUIDs as PostgreSQL reads it. The driver builds it too, but looks at every character
/// of every element for what it would have to escape; that was half of what a batch cost in Java.
final class UuidArray {
  private static final int LENGTH = 36;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private UuidArray() {}

  static String text(@Nullable Object[] uuids) {
    var text = new char[2 + uuids.length * (LENGTH + 1)];
    int at = 0;
    text[at++] = '{';
    for (int i = 0; i < uuids.length; i++) {
      if (i > 0) {
        text[at++] = ',';
      }
      at = uuids[i] instanceof UUID uuid ? put(uuid, text, at) : putNull(text, at);
    }
    text[at++] = '}';
    return new String(text, 0, at);
  }

  private static int putNull(char[] text, int at) {
    "NULL".getChars(0, 4, text, at);
    return at + 4;
  }

  private static int put(UUID uuid, char[] text, int at) {
    long high = uuid.getMostSignificantBits();
    long low = uuid.getLeastSignificantBits();
    int next = hex(high >>> 32, 8, text, at);
    text[next] = '-';
    next = hex(high >>> 16, 4, text, next + 1);
    text[next] = '-';
    next = hex(high, 4, text, next + 1);
    text[next] = '-';
    next = hex(low >>> 48, 4, text, next + 1);
    text[next] = '-';
    return hex(low, 12, text, next + 1);
  }

  /// Writes the lowest digits of a number.
  private static int hex(long number, int digits, char[] text, int at) {
    for (int i = 0; i < digits; i++) {
      text[at + i] = HEX[(int) (number >>> (4 * (digits - 1 - i))) & 0xF];
    }
    return at + digits;
  }
}
