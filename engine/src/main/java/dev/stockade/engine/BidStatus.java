package dev.stockade.engine;

import dev.stockade.core.Fate;

/// What has become of a bid, in a word.
public enum BidStatus {
  OPEN,
  ACCEPTED,
  WITHDRAWN,
  REJECTED,
  /// Accepted, and the acceptance was undone.
  RELEASED;

  public static BidStatus of(Fate fate) {
    return switch (fate) {
      case Fate.Open() -> OPEN;
      case Fate.Accepted accepted -> ACCEPTED;
      case Fate.Withdrawn withdrawn -> WITHDRAWN;
      case Fate.Rejected rejected -> REJECTED;
      case Fate.Released released -> RELEASED;
    };
  }
}
