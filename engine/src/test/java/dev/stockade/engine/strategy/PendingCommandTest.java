package dev.stockade.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.Price;
import dev.stockade.core.RestockId;
import dev.stockade.core.Rules;
import dev.stockade.core.Ruling;
import dev.stockade.core.StrategyName;
import dev.stockade.core.TenantId;
import dev.stockade.core.View;
import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.groupcommit.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What becomes of commands that were written by commits whose replies were lost.
class PendingCommandTest {
  private static final CollectionId COLLECTION =
      new CollectionId(TenantId.DEFAULT, UUID.randomUUID());

  private static final View BEFORE =
      new View(
          CollectionState.opened(COLLECTION, 10, new StrategyName("optimistic")),
          Map.of(),
          Map.of(),
          Instant.parse("2026-11-28T12:00:00Z"));

  private final Caller firstCaller = caller();
  private final Caller secondCaller = caller();
  private final PendingCommand first = set(firstCaller, "row-lock");
  private final PendingCommand second = set(secondCaller, "event-sourced");
  private final List<PendingCommand> batch = List.of(first, second);

  @Test
  void strategies_that_the_lost_commit_has_set_are_not_set_again() throws Exception {
    Ruling lost = loses();

    Ruling again = decide(BEFORE.after(lost));

    assertThat(again.events()).isEmpty();
    assertThat(outcome(firstCaller, first)).isInstanceOf(InDoubt.class);
    assertThat(outcome(secondCaller, second)).isEqualTo(new Decision.Unchanged());
  }

  @Test
  void strategies_that_the_lost_commit_has_not_set_are_set() throws Exception {
    loses();

    Ruling again = decide(BEFORE);

    assertThat(again.events()).hasSize(2);
    assertThat(outcome(firstCaller, first)).isEqualTo(again.decisions().getFirst());
    assertThat(outcome(secondCaller, second)).isEqualTo(again.decisions().getLast());
  }

  @Test
  void what_the_first_of_two_lost_commits_has_done_is_told_as_it_would_have_been_at_once()
      throws Exception {
    Caller caller = caller();
    var accept =
        new PendingCommand(
            caller,
            new Command.PlaceAndAccept(
                new Bid(new BidId(UUID.randomUUID()), COLLECTION, "ann", 1, new Price(1, "EUR"))));
    Ruling first = Rules.decide(BEFORE, List.of(accept.command()));
    View later = BEFORE.after(Rules.decide(BEFORE, List.of(restock())));
    Ruling second = Rules.decide(later, List.of(accept.command()));
    accept.lost(first.decisions().getFirst(), first);
    accept.lost(second.decisions().getFirst(), second);

    Ruling found = Rules.decide(BEFORE.after(first), List.of(accept.command()));
    accept.decided(found.decisions().getFirst(), found.after().version());

    assertThat(found.decisions()).isNotEqualTo(first.decisions());
    assertThat(outcome(caller, accept)).isEqualTo(first.decisions().getFirst());
  }

  private static Command restock() {
    return new Command.Restock(COLLECTION, new RestockId(UUID.randomUUID()), 1);
  }

  private Ruling loses() {
    Ruling ruling = Rules.decide(BEFORE, PendingCommand.commandsOn(BEFORE, batch));
    assertThat(ruling.events()).hasSize(2);
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).lost(ruling.decisions().get(i), ruling);
    }
    return ruling;
  }

  private Ruling decide(View view) {
    Ruling ruling = Rules.decide(view, PendingCommand.commandsOn(view, batch));
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).decided(ruling.decisions().get(i), ruling.after().version());
    }
    return ruling;
  }

  private static Caller caller() {
    return new Caller(Deadline.in(Duration.ofSeconds(30), System::nanoTime), 1);
  }

  private static PendingCommand set(Caller caller, String strategy) {
    return new PendingCommand(
        caller, new Command.SetStrategy(COLLECTION, new StrategyName(strategy), "a test"));
  }

  private static Outcome outcome(Caller caller, PendingCommand command) throws Exception {
    return caller.await(List.of(command), Duration.ofMillis(500)).getFirst();
  }
}
