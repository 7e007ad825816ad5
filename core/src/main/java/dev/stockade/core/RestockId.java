package dev.stockade.core;

import java.util.UUID;

/// The idempotency key of a restock within its tenant: the same key adds its units once, however
/// often it is sent.
public record RestockId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
