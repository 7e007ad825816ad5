package dev.stockade.engine.strategy.queue;

import dev.stockade.core.Command;
import dev.stockade.core.Deferred;
import dev.stockade.core.Outcome;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.call.Watch;
import dev.stockade.engine.strategy.Strategy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/// The way past the queue.
///
/// @param strategy one that needs no Redis
/// @param withoutRedis whether acceptances go this way while Redis is away, or else are deferred
/// @param retryAfter what the deferred are told to wait
/// @param watch by which callers wait
public record Direct(Strategy strategy, boolean withoutRedis, Duration retryAfter, Watch watch) {
  List<Outcome> decide(List<Command> commands, Deadline deadline) throws InterruptedException {
    return strategy.decide(commands, deadline);
  }

  /// What becomes of acceptances that cannot be put in line.
  List<Outcome> withoutRedis(List<Command> commands, Deadline deadline)
      throws InterruptedException {
    return withoutRedis ? decide(commands, deadline) : busy(commands);
  }

  List<Outcome> busy(List<Command> commands) {
    return Collections.nCopies(commands.size(), new Deferred.Busy(retryAfter));
  }
}
