package dev.stockade.lab.arena;

import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;

/// What a caller has at last.
///
/// @param deferrals how often it was told to come back, or left in doubt, before that
/// @param nanos from its first call to this answer
public record Answer(Outcome outcome, int deferrals, long nanos) {
  /// How a call on a bid can end, as the lab counts it.
  public enum Kind {
    ACCEPTED,
    SOLD_OUT,
    /// Refused for another reason: others withdrew the bid, or closed the collection.
    REFUSED,
    /// Still without a decision when the caller's patience was at its end.
    UNDECIDED
  }

  public Kind kind() {
    return switch (outcome) {
      case Decision.Accepted _ -> Kind.ACCEPTED;
      case Decision.SoldOut _, Decision.NotEnoughStock _ -> Kind.SOLD_OUT;
      case Decision.Refused _ -> Kind.REFUSED;
      case Decision.Done _, Decision.Opened _, Decision.Placed _, Decision.Unchanged _ ->
          throw new IllegalStateException("no answer to an acceptance: " + outcome);
      case Deferred _, InDoubt _ -> Kind.UNDECIDED;
    };
  }
}
