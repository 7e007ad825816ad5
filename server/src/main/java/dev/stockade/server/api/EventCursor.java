package dev.stockade.server.api;

import dev.stockade.engine.Feed;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A position in a tenant's feed as a word that clients send back and need not understand: the
/// beginning of the feed's id, and the position. Of another feed it is no cursor.
///
/// @param feed 8 hexadecimal digits
record EventCursor(String feed, long position) {
  private static final Pattern TEXT = Pattern.compile("([0-9a-f]{8})-([0-9]{1,18})");

  static String text(Feed feed, long position) {
    return new EventCursor(beginning(feed.id()), position).toString();
  }

  /// Empty where the text is none.
  static Optional<EventCursor> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(new EventCursor(parts.group(1), Long.parseLong(parts.group(2))))
        : Optional.empty();
  }

  /// Whether it is a position in this feed.
  boolean isIn(Feed it) {
    return feed.equals(beginning(it.id())) && position <= it.length();
  }

  private static String beginning(UUID id) {
    return id.toString().substring(0, 8);
  }

  @Override
  public String toString() {
    return feed + "-" + position;
  }
}
