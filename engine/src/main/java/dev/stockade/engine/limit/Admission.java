package dev.stockade.engine.limit;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Deferred;
import dev.stockade.core.Outcome;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.ledger.Terms;
import dev.stockade.engine.strategy.Assignments;
import dev.stockade.engine.strategy.Parts;
import dev.stockade.engine.strategy.Strategy;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Lets attempts to accept bids pass to the strategies, as many as the rate limits of their
/// collections allow. An attempt takes a token, whatever comes of it; everything else passes.
///
/// What the engine asks again by itself, to resolve a doubt, does not come by here.
///
/// Thread-safe.
public final class Admission implements Strategy {
  /// What is done where no token can be asked for, since Redis is away.
  ///
  /// @param isOpen whether attempts pass then, or are told to come back after a while
  public record Outage(boolean isOpen, Duration retryAfter) {}

  private final Assignments assignments;
  private final Buckets buckets;
  private final Outage outage;
  private final Strategy next;

  public Admission(Assignments assignments, Buckets buckets, Outage outage, Strategy next) {
    this.assignments = assignments;
    this.buckets = buckets;
    this.outage = outage;
    this.next = next;
  }

  @Override
  public List<Outcome> decide(List<Command> commands, Deadline deadline)
      throws InterruptedException {
    Map<CollectionId, Integer> wanted = wanted(commands);
    if (wanted.isEmpty()) {
      return next.decide(commands, deadline);
    }
    Map<CollectionId, Grant> granted = Map.of();
    for (var known : assignments.of(wanted.keySet(), deadline).entrySet()) {
      CollectionId id = known.getKey();
      if (known.getValue().limit().isPresent()) {
        Terms.Limit limit = known.getValue().limit().get();
        granted = granted.isEmpty() ? new HashMap<>() : granted;
        granted.put(id, grant(id, limit, wanted.getOrDefault(id, 1), deadline));
      }
    }
    return granted.isEmpty()
        ? next.decide(commands, deadline)
        : decideGranted(commands, granted, deadline);
  }

  /// Attempts by their collections.
  private static Map<CollectionId, Integer> wanted(List<Command> commands) {
    if (commands.size() == 1) {
      Command only = commands.getFirst();
      return isAttempt(only) ? Map.of(only.collection(), 1) : Map.of();
    }
    var wanted = new HashMap<CollectionId, Integer>();
    for (Command command : commands) {
      if (isAttempt(command)) {
        wanted.merge(command.collection(), 1, Integer::sum);
      }
    }
    return wanted;
  }

  /// How many attempts on a collection can ever pass together; empty where it has no limit.
  public OptionalInt mostAtOnce(CollectionId id, Deadline deadline) throws InterruptedException {
    return limit(id, deadline)
        .map(limit -> OptionalInt.of(limit.rate().burst()))
        .orElse(OptionalInt.empty());
  }

  private Optional<Terms.Limit> limit(CollectionId id, Deadline deadline)
      throws InterruptedException {
    return Optional.ofNullable(assignments.of(List.of(id), deadline).get(id)).flatMap(Terms::limit);
  }

  /// Lets attempts on one collection pass together, or says why none does. They take a token each.
  ///
  /// @return empty: they pass
  public Optional<Deferred> admit(CollectionId id, int wanted, Deadline deadline)
      throws InterruptedException {
    Optional<Terms.Limit> known = limit(id, deadline);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Terms.Limit limit = known.get();
    Optional<Boolean> taken = buckets.takeAll(id, limit, wanted, deadline);
    if (taken.orElse(outage.isOpen())) {
      return Optional.empty();
    }
    return Optional.of(
        taken.isEmpty()
            ? new Deferred.Busy(outage.retryAfter())
            : new Deferred.RateLimited(limit.rate().perToken().multipliedBy(wanted)));
  }

  private static boolean isAttempt(Command command) {
    return switch (command) {
      case Command.Accept c -> true;
      case Command.PlaceAndAccept c -> true;
      case Command.Withdraw c -> false;
      case Command.Reject c -> false;
      case Command.Release c -> false;
      case Command.Restock c -> false;
      case Command.Close c -> false;
      case Command.SetStrategy c -> false;
    };
  }

  /// The attempts on one collection that pass, those that come first, and what the others are told.
  private static final class Grant {
    private final Deferred refusal;
    private long left;

    Grant(long left, Deferred refusal) {
      this.left = left;
      this.refusal = refusal;
    }

    boolean passes() {
      left--;
      return left >= 0;
    }
  }

  private Grant grant(CollectionId id, Terms.Limit limit, int wanted, Deadline deadline)
      throws InterruptedException {
    OptionalLong tokens = buckets.take(id, limit, wanted, deadline);
    if (tokens.isPresent()) {
      return new Grant(tokens.getAsLong(), new Deferred.RateLimited(limit.rate().perToken()));
    }
    return new Grant(outage.isOpen() ? wanted : 0, new Deferred.Busy(outage.retryAfter()));
  }

  private List<Outcome> decideGranted(
      List<Command> commands, Map<CollectionId, Grant> granted, Deadline deadline)
      throws InterruptedException {
    return Parts.decide(
        commands,
        command -> refusal(command, granted),
        (refusal, part) ->
            refusal.isPresent()
                ? Collections.nCopies(part.size(), refusal.get())
                : next.decide(part, deadline));
  }

  private static Optional<Deferred> refusal(Command command, Map<CollectionId, Grant> granted) {
    Grant grant = isAttempt(command) ? granted.get(command.collection()) : null;
    return grant == null || grant.passes() ? Optional.empty() : Optional.of(grant.refusal);
  }
}
