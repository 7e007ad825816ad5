package dev.stockade.lab.bench.party;

import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Entrant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Somebody who accepts bids and is measured at it.
///
/// @param groupCommit whether callers who wait share a commit
/// @param pools numbers of connections that are tried; it is measured with the one that serves it
///   best
/// @param mostCallers that it can have; more of them make no cell of their own
/// @param strategy that the collections are opened with
public record Party(
    String name,
    Kind kind,
    boolean groupCommit,
    List<Integer> pools,
    int mostCallers,
    String strategy,
    Entrance entrance) {

  /// What a party is compared as.
  public enum Kind {
    STRATEGY,
    BASELINE,
    BOUND;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Sets a party up.
  @FunctionalInterface
  public interface Entrance {
    /// Gets ready what is ready once for all runs.
    ///
    /// @return why it cannot be measured here, in one sentence; empty where it can
    default Optional<String> obstacle() {
      return Optional.empty();
    }

    /// @param connections that it may use
    Entrant enter(Ground ground, int connections);
  }

  public Party {
    pools = List.copyOf(pools);
  }

  /// The name and how it commits.
  public String title() {
    return kind == Kind.STRATEGY ? name + (groupCommit ? "" : ", no group commit") : name;
  }
}
