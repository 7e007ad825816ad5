package dev.stockade.lab.replay;

import dev.stockade.core.Quantity;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.trace.Sale;
import java.util.List;

/// What is replayed.
///
/// @param sales by time, at least one
/// @param badRows rows of the file that could not be read
/// @param crowd modelled callers beside each row's own
/// @param seed of the bids' ids
public record ReplaySetup(
    List<Sale> sales, int badRows, int supply, Pace pace, int crowd, long seed) {
  public static final int MOST_CROWD = 100;

  /// @throws Mistake where the supply or the crowd is out of bounds
  public ReplaySetup {
    if (supply < 0 || supply > Quantity.MAX) {
      throw new Mistake("--supply must be 0 to %d: %d".formatted(Quantity.MAX, supply));
    }
    if (crowd < 0 || crowd > MOST_CROWD) {
      throw new Mistake("--crowd must be 0 to %d: %d".formatted(MOST_CROWD, crowd));
    }
    sales = List.copyOf(sales);
  }

  /// All who want a unit, those of the trace and those of the model.
  int callers() {
    return sales.size() * (1 + crowd);
  }
}
