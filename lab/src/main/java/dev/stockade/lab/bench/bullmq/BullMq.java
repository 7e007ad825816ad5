package dev.stockade.lab.bench.bullmq;

import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Contestant;
import dev.stockade.lab.bench.party.Party;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The way in for a BullMQ worker, where Node and npm are there. Confined to one thread.
public final class BullMq implements Party.Entrance {
  private @Nullable Scripts scripts;

  @Override
  public Optional<String> obstacle() {
    if (scripts != null) {
      return Optional.empty();
    }
    try {
      scripts = Scripts.installed();
      return Optional.empty();
    } catch (NodeUnavailable e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// @param concurrency of the worker
  @Override
  public Contestant enter(Ground ground, int concurrency) {
    if (scripts == null) {
      throw new IllegalStateException("it is asked for an obstacle before");
    }
    return BullMqBaseline.start(scripts, ground, concurrency);
  }
}
