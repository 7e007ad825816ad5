package dev.stockade.server.openapi;

/// HTML in the making. All text is escaped. Confined to one thread.
final class Html {
  private final StringBuilder html = new StringBuilder("<!doctype html>\n");

  /// Begins an element.
  ///
  /// @param attributes names and values in turn
  Html open(String tag, String... attributes) {
    html.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      html.append(' ').append(attributes[i]).append("=\"");
      text(attributes[i + 1]).html.append('"');
    }
    html.append('>');
    return this;
  }

  Html close(String tag) {
    html.append("</").append(tag).append('>');
    return this;
  }

  /// An element with nothing but text in it.
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  Html text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
    return this;
  }

  /// A style sheet as it stands, ours.
  Html style(String sheet) {
    html.append("<style>").append(sheet).append("</style>");
    return this;
  }

  /// Paragraphs, apart by blank lines, in which `` `code` `` and `**strong**` are marked.
  Html prose(String prose) {
    for (String paragraph : prose.strip().split("\\n\\s*\\n", -1)) {
      open("p").phrase(paragraph).close("p");
    }
    return this;
  }

  /// The same within a line.
  Html phrase(String phrase) {
    String[] parts = phrase.split("`", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 1) {
        element("code", parts[i]);
      } else {
        strong(parts[i]);
      }
    }
    return this;
  }

  private void strong(String phrase) {
    String[] parts = phrase.split("\\*\\*", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 1) {
        element("strong", parts[i]);
      } else {
        text(parts[i]);
      }
    }
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
