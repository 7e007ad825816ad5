package dev.stockade.server.http;

import java.util.Map;

/// What goes back to a client.
public sealed interface Reply permits Answer, Document, EventStream {
  int status();

  String contentType();

  /// Beside those that every reply has.
  Map<String, String> headers();
}
