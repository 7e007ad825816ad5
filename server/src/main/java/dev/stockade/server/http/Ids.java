package dev.stockade.server.http;

import java.util.Optional;
import java.util.UUID;

/// Reads UUIDs in their one form of 36 characters. Java's own parser takes shorter ones too, and
/// two texts that mean one id would be two.
final class Ids {
  private Ids() {}

  static Optional<UUID> parse(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
