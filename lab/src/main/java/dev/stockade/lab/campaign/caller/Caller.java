package dev.stockade.lab.campaign.caller;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.lab.campaign.notes.LostAnswer;
import dev.stockade.lab.campaign.notes.Notes;
import dev.stockade.lab.campaign.notes.Notes.Count;
import dev.stockade.lab.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/// One who asks, one thing after another, and asks again until there is a decision: after a
/// deferral as late as told, after a doubt or a lost answer with the same id, each time at a door
/// by lot. Every attempt that was sent is taken down. Confined to one thread.
final class Caller {
  /// Nobody who asks again waits longer than this, whatever is broken meanwhile.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration DOUBT_PAUSE = Duration.ofMillis(200);
  private static final Duration NOTEWORTHY = Duration.ofSeconds(2);

  private final int number;
  private final Doors doors;
  private final Notes notes;
  private final Random random;

  Caller(int number, Doors doors, Notes notes, Random random) {
    this.number = number;
    this.doors = doors;
    this.notes = notes;
    this.random = random;
  }

  private interface Question {
    Reply at(Door door) throws InterruptedException;
  }

  /// Takes down an attempt that was sent.
  private interface Secretary {
    void sent(long start, long end, Outcome outcome);
  }

  /// Opens a collection; empty where it could not be, because of a server that opened it otherwise.
  Optional<CollectionState> open(CollectionId id, int supply) throws InterruptedException {
    Question question = door -> door.open(id, "campaign", supply);
    return ask("opening " + id, door -> true, question, (start, end, outcome) -> {})
        .filter(Decision.Opened.class::isInstance)
        .map(opened -> ((Decision.Opened) opened).state());
  }

  /// Places a bid; false where that did not come to an end.
  boolean place(Bid bid) throws InterruptedException {
    Optional<Decision> decision =
        ask(
            "placing " + bid.id(),
            door -> true,
            door -> door.place(bid),
            (start, end, outcome) -> {});
    if (decision.isPresent() && !(decision.get() instanceof Decision.Placed)) {
      notes.found(
          "callers",
          "WrongRefusal",
          "bid %s of %s was not placed: %s".formatted(bid.id(), bid.collection(), decision.get()));
      return false;
    }
    if (decision.isPresent()) {
      notes.recorder().placed(bid);
    }
    return decision.isPresent();
  }

  /// Asks for a decision; empty where there was none.
  Optional<Decision> decide(Command command) throws InterruptedException {
    return ask(
        command.toString(),
        door -> door.takes(command),
        door -> door.decide(command),
        (start, end, outcome) ->
            notes.recorder().add(number, start, end, List.of(command), List.of(outcome)));
  }

  /// Waits for a while, for no reason.
  void think(Duration most) throws InterruptedException {
    Thread.sleep(random.nextLong(most.toMillis() + 1));
  }

  private Optional<Decision> ask(
      String what, Predicate<Door> suits, Question question, Secretary secretary)
      throws InterruptedException {
    long begin = notes.now();
    boolean doubted = false;
    while (notes.now() - begin < PATIENCE.toNanos()) {
      Door door = doors.pick(random, suits);
      long start = notes.now();
      Reply reply = question.at(door);
      long end = notes.now();
      if (reply instanceof Reply.NotSent) {
        notes.count(Count.NOT_SENT);
        Thread.sleep(PAUSE);
        continue;
      }
      Outcome outcome = outcome(reply, door, start, end);
      secretary.sent(start, end, outcome);
      if (outcome instanceof Decision decision) {
        decided(decision, door, doubted);
        return Optional.of(decision);
      }
      if (outcome instanceof InDoubt && !doubted) {
        doubted = true;
        notes.count(Count.DOUBTED);
      }
      Thread.sleep(outcome instanceof Deferred deferred ? deferred.retryAfter() : DOUBT_PAUSE);
    }
    notes.found(
        "callers",
        "Unanswered",
        "caller %d had no decision within %s: %s".formatted(number, PATIENCE, what));
    return Optional.empty();
  }

  private Outcome outcome(Reply reply, Door door, long start, long end) {
    return switch (reply) {
      case Reply.Answered(Outcome outcome) -> {
        if (end - start > NOTEWORTHY.toNanos()) {
          notes.late(door.server(), start, end);
        }
        switch (outcome) {
          case Decision _ -> {}
          case Deferred _ -> notes.count(Count.DEFERRED);
          case InDoubt _ -> notes.count(Count.IN_DOUBT);
        }
        yield outcome;
      }
      case Reply.Lost(String how) -> {
        notes.count(Count.LOST);
        notes.lost(new LostAnswer(door.server(), start, end, how));
        yield new InDoubt();
      }
      case Reply.Wrong(String what) -> {
        notes.found("callers", "WrongAnswer", "server %d: %s".formatted(door.server(), what));
        yield new InDoubt();
      }
      case Reply.NotSent _ -> throw new IllegalArgumentException("nothing was sent");
    };
  }

  private void decided(Decision decision, Door door, boolean doubted) {
    if (doubted) {
      notes.count(Count.DOUBT_RESOLVED);
    }
    switch (decision) {
      case Decision.Accepted _ -> notes.count(Count.ACCEPTED);
      case Decision.Done _, Decision.Opened _, Decision.Placed _, Decision.Unchanged _ ->
          notes.count(Count.DONE);
      case Decision.Refused _ -> notes.count(Count.REFUSED);
    }
    if (!(decision instanceof Decision.Refused)) {
      notes.recoveries().success(door.server());
    }
  }
}
