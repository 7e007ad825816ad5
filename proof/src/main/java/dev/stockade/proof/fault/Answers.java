package dev.stockade.proof.fault;

import java.util.concurrent.CompletableFuture;

/// What becomes of the server's answers on a link. A cycle is what the server ends with one "ready
/// for query"; the first is the log-in.
sealed interface Answers {

  /// They go to the client.
  record Delivered() implements Answers {}

  /// That of cycle number `last` is lost, and with its end the connection.
  record Lost(Cut cut, long last) implements Answers {}

  /// They go nowhere. That of cycle number `last` says that the parcel was answered.
  record Noted(CompletableFuture<Boolean> answered, long last) implements Answers {}
}
