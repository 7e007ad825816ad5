package dev.stockade.proof.fault;

import java.time.Duration;

/// The state of the line between the clients and the server.
public sealed interface Line {

  /// What is sent arrives.
  record Open() implements Line {}

  /// What is sent arrives late: each piece that was sent at once, by the given time.
  record Slow(Duration toServer, Duration toClient) implements Line {}

  /// What is sent is lost, and nobody is told: neither side sees the other's end. A connection that
  /// lived through this stays silent when the line is open again, because it lacks bytes.
  record Silent() implements Line {}

  /// Connections are reset, old ones now and new ones at once.
  record Refusing() implements Line {}
}
