package dev.stockade.core;

/// The bounds of a text that people write and PostgreSQL stores as it is.
public final class Text {
  private Text() {}

  /// Checks that a text can be stored and read back unchanged.
  ///
  /// @param name of the text, for the message
  /// @param most the most code points that it may have
  /// @throws IllegalArgumentException where it is blank, too long, or holds U+0000 or half a
  ///   surrogate pair
  public static void check(String name, String text, int most) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    int length = text.codePointCount(0, text.length());
    if (length > most) {
      throw new IllegalArgumentException(
          name + " must have at most " + most + " characters: " + length);
    }
    if (!isStorable(text)) {
      throw new IllegalArgumentException(
          name + " must not contain U+0000 or half a surrogate pair");
    }
  }

  private static boolean isStorable(String text) {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
        return false;
      }
      at += Character.charCount(c);
    }
    return true;
  }
}
