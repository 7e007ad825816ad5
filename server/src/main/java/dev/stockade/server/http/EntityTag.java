package dev.stockade.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A tag of what is told: as long as it is the same, so is that (RFC 9110).
///
/// @param value without its quotes
/// @param weak whether it stands for the meaning and not for each byte; ours never do
public record EntityTag(String value, boolean weak) {
  /// The header field that tells it.
  public static final String HEADER = "ETag";

  private static final Pattern TAG =
      Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e]*)\"\\s*(?:,|$)");

  /// A tag that counts.
  public static EntityTag of(String value) {
    return new EntityTag(value, false);
  }

  /// The tag of bytes that have nothing else to tell them by.
  public static EntityTag of(byte[] bytes) {
    return of(Digests.uuid(bytes).toString());
  }

  /// The tags of a header field such as `If-Match`.
  ///
  /// @throws BadRequest where that is no list of tags
  public static List<EntityTag> list(String header, String text) {
    var tags = new ArrayList<EntityTag>();
    Matcher next = TAG.matcher(text);
    int at = 0;
    while (at < text.length() && next.find(at) && next.start() == at) {
      tags.add(new EntityTag(next.group(2), next.group(1) != null));
      at = next.end();
    }
    if (at < text.length() || tags.isEmpty()) {
      throw Request.invalidHeader(header, "must be * or entity tags in quotes, as ETag tells them");
    }
    return tags;
  }

  /// Whether both stand for the same.
  boolean isLike(EntityTag other) {
    return value.equals(other.value);
  }

  @Override
  public String toString() {
    return (weak ? "W/" : "") + '"' + value + '"';
  }
}
