package dev.stockade.lab.campaign;

import dev.stockade.core.StrategyName;
import dev.stockade.lab.Mistake;
import dev.stockade.lab.campaign.fault.Fault;
import dev.stockade.lab.campaign.fault.Schedule;
import java.time.Duration;
import java.util.List;

/// What a campaign is about.
///
/// @param seed of what is asked and of what is broken when
/// @param end when it is enough
/// @param site where
/// @param strategies of the collections
/// @param faults that are committed
/// @param size of a round
/// @param recovery how long the first success may take once PostgreSQL is back
public record CampaignSetup(
    long seed,
    End end,
    Place site,
    List<StrategyName> strategies,
    List<Fault> faults,
    Schedule.Size size,
    Duration recovery) {
  /// The first success after PostgreSQL is back comes within this time.
  public static final Duration RECOVERY = Duration.ofSeconds(5);

  /// When it is enough. A round that has begun is always ended.
  public sealed interface End {
    record Rounds(int count) implements End {
      public Rounds {
        check("--rounds", count);
      }
    }

    record Seconds(int count) implements End {
      public Seconds {
        check("--seconds", count);
      }
    }

    /// Each fault has happened so often.
    record Strikes(int each) implements End {
      public Strikes {
        check("--strikes", each);
      }
    }

    private static void check(String option, int count) {
      if (count < 1 || count > MOST) {
        throw new Mistake("%s must be 1 to %d: %d".formatted(option, MOST, count));
      }
    }
  }

  private static final int MOST = 1_000_000;

  /// What is broken.
  public sealed interface Place {
    /// A PostgreSQL, and one or two servers that reach it through a proxy.
    record Proxied(int servers) implements Place {
      public Proxied {
        if (servers < 1 || servers > 2) {
          throw new Mistake("--servers must be 1 or 2: %d".formatted(servers));
        }
      }
    }

    /// One server with the PostgreSQL that comes with it.
    record Embedded() implements Place {}
  }

  /// @throws Mistake where nothing can be done, or a fault needs what is not there
  public CampaignSetup {
    strategies = List.copyOf(strategies);
    faults = List.copyOf(faults);
    if (strategies.isEmpty() || faults.isEmpty()) {
      throw new Mistake("a campaign needs a strategy and a fault");
    }
    if (site instanceof Place.Embedded) {
      faults.stream()
          .filter(Fault::needsMore)
          .findFirst()
          .ifPresent(
              fault -> {
                throw new Mistake(
                    "%s needs a proxy or a queue of the campaign's own, and with --embedded there is none; there are %s"
                        .formatted(fault.word(), Fault.words(Fault.ofServers())));
              });
    }
  }

  int servers() {
    return switch (site) {
      case Place.Proxied(int servers) -> servers;
      case Place.Embedded() -> 1;
    };
  }
}
