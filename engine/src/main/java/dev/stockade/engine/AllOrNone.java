package dev.stockade.engine;

import dev.stockade.core.BidId;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import java.util.ArrayList;
import java.util.List;

/// What became of bids that were to be accepted all or none.
public sealed interface AllOrNone {
  /// All have their units.
  ///
  /// @param acceptances in the order of the bids; those that were there before this call are
  ///   repeated
  record All(List<Decision.Accepted> acceptances) implements AllOrNone {
    public All {
      acceptances = List.copyOf(acceptances);
    }
  }

  /// None was accepted by this call.
  ///
  /// @param obstacles the bids that could not be, in their order, each with a [Decision.Refused]
  record None(List<BidOutcome> obstacles) implements AllOrNone {
    public None {
      obstacles = List.copyOf(obstacles);
    }
  }

  /// They could never pass the collection's rate limit together: nothing was written.
  ///
  /// @param most how many can, the limit's burst
  record TooMany(int most) implements AllOrNone {}

  /// What the outcomes of all of them come to, or the one that stands for all.
  static AllOrNone of(List<BidId> bids, List<Outcome> outcomes) {
    var acceptances = new ArrayList<Decision.Accepted>();
    var obstacles = new ArrayList<BidOutcome>();
    for (int i = 0; i < outcomes.size(); i++) {
      switch (outcomes.get(i)) {
        case Decision.Accepted accepted -> acceptances.add(accepted);
        case Decision.Refused refused -> obstacles.add(new BidOutcome(bids.get(i), refused));
        case Decision other ->
            throw new IllegalStateException("this does not answer an acceptance: " + other);
        case Deferred deferred -> {
          return new Undecided(deferred);
        }
        case InDoubt doubt -> {
          return new Undecided(doubt);
        }
      }
    }
    return obstacles.isEmpty() ? new All(acceptances) : new None(obstacles);
  }

  /// It is not decided, or not known: ask again with the same bids.
  ///
  /// @param outcome deferred, then nothing was written; or in doubt
  record Undecided(Outcome outcome) implements AllOrNone {}
}
