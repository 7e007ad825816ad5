package dev.stockade.server.connection;

import java.time.Duration;

/// How long a client may keep a connection waiting.
///
/// @param idle for the next request
/// @param head for the rest of a request's head, from its first byte
/// @param body for the rest of a request's body, from the end of its head
/// @param write for taking an answer
public record Patience(Duration idle, Duration head, Duration body, Duration write) {
  /// How long a client may go on sending what nobody reads, so that it comes to see the answer.
  static final Duration LEAVING = Duration.ofSeconds(1);

  /// How long a connection that was cut has for its last words.
  static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /// How long a connection must have been silent to be closed at the end of the server. The next
  /// request of a client that is at work comes sooner, and is answered.
  static final Duration SILENCE = Duration.ofSeconds(2);
}
