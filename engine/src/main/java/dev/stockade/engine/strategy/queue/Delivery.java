package dev.stockade.engine.strategy.queue;

import dev.stockade.core.Command;

/// A request as a worker reads it.
///
/// @param id its place in the stream
/// @param text who asked, and for what
record Delivery(String id, String text) {
  /// Whose a request is.
  ///
  /// @param channel where its caller listens
  /// @param number of the request on that node
  record Sender(String channel, long number) {}

  static String text(Sender sender, Command command) {
    return Words.join(sender.channel(), sender.number(), Requested.of(command));
  }

  /// @throws IllegalArgumentException where the text is no request
  Sender sender() {
    String[] parts = parts();
    return new Sender(parts[0], Long.parseLong(parts[1]));
  }

  /// @throws IllegalArgumentException where the text is no request
  Command command() {
    return Requested.command(parts()[2]);
  }

  private String[] parts() {
    String[] parts = text.split(" ", 3);
    if (parts.length < 3) {
      throw new IllegalArgumentException("not a request of this version: " + text);
    }
    return parts;
  }
}
