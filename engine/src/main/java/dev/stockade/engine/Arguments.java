package dev.stockade.engine;

import dev.stockade.core.BidId;
import dev.stockade.core.Choice;
import dev.stockade.core.Command;
import dev.stockade.core.StrategyName;
import dev.stockade.core.Text;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/// Refuses arguments of calls that cannot mean anything, each with a sentence that says what would.
record Arguments(Config config) {
  private static final int MAX_NAME = 200;

  static void checkName(String name) {
    Text.check("name", name, MAX_NAME);
  }

  void checkLength(String what, int length) {
    int most = config.get(Setting.COMMANDS_PER_CALL);
    if (length < 1 || length > most) {
      throw new IllegalArgumentException(
          what + " must be 1 to " + most + " in one call: " + length);
    }
  }

  static void checkDifferent(List<BidId> bids) {
    var seen = new HashSet<BidId>();
    for (BidId bid : bids) {
      if (!seen.add(bid)) {
        throw new IllegalArgumentException(
            "bids must be different: " + bid + " stands there twice");
      }
    }
  }

  void checkPage(int limit) {
    int most = config.get(Setting.PAGE);
    if (limit < 1 || limit > most) {
      throw new IllegalArgumentException("limit must be 1 to " + most + ": " + limit);
    }
  }

  static void checkDeadline(Duration deadline) {
    long most = Setting.DEADLINE.max();
    if (!deadline.isPositive() || deadline.toMillis() > most) {
      throw new IllegalArgumentException(
          "deadline must be more than 0 and at most " + most + " ms: " + deadline);
    }
  }

  static void checkStrategy(Command command) {
    if (command instanceof Command.SetStrategy set) {
      switch (set.choice()) {
        case Choice.Pinned(StrategyName strategy) -> Strategies.known(strategy);
        case Choice.Auto() -> {}
        case Choice.Switch wanted ->
            throw new IllegalArgumentException(
                "only the engine switches by itself; pin collection "
                    + set.collection()
                    + " to a strategy, or leave it to the engine");
      }
    }
  }
}
