package dev.stockade.lab.replay;

import dev.stockade.core.Quantity;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.arena.Contender;
import dev.stockade.lab.trace.Sale;
import java.util.List;

/// What is replayed.
///
/// @param sales by time, at least one
/// @param badRows rows of the file that could not be read
/// @param seed of the bids' ids
public record ReplaySetup(
    List<Sale> sales, int badRows, int supply, Pace pace, Contender contender, long seed) {
  /// @throws Mistake where the supply is out of bounds
  public ReplaySetup {
    if (supply < 0 || supply > Quantity.MAX) {
      throw new Mistake("--supply must be 0 to %d: %d".formatted(Quantity.MAX, supply));
    }
    sales = List.copyOf(sales);
  }
}
