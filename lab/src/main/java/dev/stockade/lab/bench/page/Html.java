package dev.stockade.lab.bench.page;

/// Text within HTML. Pure.
final class Html {
  private Html() {}

  /// Text that means itself, within elements and within attributes.
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
