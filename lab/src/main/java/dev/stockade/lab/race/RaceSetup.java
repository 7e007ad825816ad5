package dev.stockade.lab.race;

import dev.stockade.core.Quantity;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.arena.Contender;
import dev.stockade.lab.redis.RedisOnDemand;
import java.util.List;

/// What is raced.
///
/// @param stock units that there are
/// @param callers each accepts a bid of its own, for one unit
/// @param contenders one after another
/// @param seed of the order in which the callers start
public record RaceSetup(int stock, int callers, List<Contender> contenders, long seed) {
  /// Each is a virtual thread with a bid, a call and an answer: together some hundred megabytes.
  public static final int MAX_CALLERS = 100_000;

  /// @throws Mistake where a number is out of bounds
  public RaceSetup {
    if (stock < 0 || stock > Quantity.MAX) {
      throw new Mistake("--stock must be 0 to %d: %d".formatted(Quantity.MAX, stock));
    }
    if (callers < 1 || callers > MAX_CALLERS) {
      throw new Mistake("--callers must be 1 to %d: %d".formatted(MAX_CALLERS, callers));
    }
    contenders = contenders.stream().distinct().toList();
  }

  /// The same with the Redis that some contenders need.
  public RaceSetup with(RedisOnDemand redis) {
    return new RaceSetup(
        stock, callers, contenders.stream().map(it -> it.with(redis)).toList(), seed);
  }
}
