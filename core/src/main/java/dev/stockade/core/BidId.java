package dev.stockade.core;

import java.util.UUID;

/// The id of a bid within its tenant, and the idempotency key of placing and of accepting it.
///
/// Made by the caller. Time-ordered ids (UUID version 7) keep the indexes dense; random ones are
/// correct and slower.
public record BidId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
