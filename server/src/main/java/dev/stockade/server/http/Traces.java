package dev.stockade.server.http;

import java.io.PrintWriter;
import java.io.StringWriter;

/// Stack traces as text, for defects.
final class Traces {
  private Traces() {}

  static String of(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString().strip();
  }
}
