package dev.stockade.core;

import java.time.Instant;

/// By which strategy a collection is decided, who chose it, and why.
///
/// @param reason of the last switch, for whoever wonders: 1 to 200 characters
/// @param since the time of the last switch by PostgreSQL's clock, [#NEVER] before the first
public record Assignment(StrategyName strategy, Mode mode, String reason, Instant since) {
  /// Who chooses the strategy.
  public enum Mode {
    /// People: it stays until they say otherwise.
    PINNED,
    /// The engine, by the load.
    AUTO
  }

  /// What stands for the time of the last switch where there was none.
  public static final Instant NEVER = Instant.EPOCH;

  private static final int MAX_REASON = 200;
  private static final String OPENED = "opened so";

  public Assignment {
    checkReason(reason);
  }

  /// As a collection is opened: nothing was switched yet.
  public static Assignment opened(StrategyName strategy, Mode mode) {
    return new Assignment(strategy, mode, OPENED, NEVER);
  }

  static void checkReason(String reason) {
    Text.check("reason", reason, MAX_REASON);
  }
}
