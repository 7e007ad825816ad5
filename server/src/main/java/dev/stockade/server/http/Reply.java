package dev.stockade.server.http;

import java.util.Map;

/// What goes back to a client.
public sealed interface Reply extends AutoCloseable permits Answer, Document, EventStream {
  int status();

  String contentType();

  /// Beside those that every reply has.
  Map<String, String> headers();

  /// Lets go of what it holds, once it was sent or could not be.
  @Override
  default void close() {}
}
