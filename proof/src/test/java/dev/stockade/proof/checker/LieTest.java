package dev.stockade.proof.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Event;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.History;
import dev.stockade.proof.history.Row;
import dev.stockade.proof.linearizability.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One lie in a long and otherwise honest history, and the name that the checker must give it.
final class LieTest {
  private static final int HISTORIES = 60;

  enum Lie {
    AN_ACCEPTANCE_MISSING_AT_THE_END("LostAcceptance") {
      @Override
      Optional<History> in(History honest, Random random) {
        Ending ending = honest.endings().getFirst();
        if (ending.log().isEmpty() || !(ending.log().getLast() instanceof Event.BidAccepted last)) {
          return Optional.empty();
        }
        boolean told = honest.calls().stream().anyMatch(call -> isAcceptance(call, last));
        Row row = ending.row();
        Row before =
            new Row(
                row.id(),
                row.supply(),
                row.stock() + last.quantity(),
                0,
                row.accepted() - last.quantity(),
                row.version() - 1,
                row.status(),
                row.assignment());
        var rest = ending.log().subList(0, ending.log().size() - 1);
        return told
            ? Optional.of(Mutation.with(honest, new Ending(before, rest)))
            : Optional.empty();
      }
    },
    AN_ACCEPTANCE_WRITTEN_TWICE("AcceptedTwice") {
      @Override
      Optional<History> in(History honest, Random random) {
        return changedLog(honest, random, Event.BidAccepted.class, (log, event) -> log.add(event));
      }
    },
    AN_EVENT_LOST_IN_THE_MIDDLE("SequenceGap") {
      @Override
      Optional<History> in(History honest, Random random) {
        return changedLog(
            honest,
            random,
            Event.class,
            (log, event) -> {
              if (!event.equals(log.getLast())) {
                log.remove(event);
              }
            });
      }
    },
    A_SUPPLY_THAT_WAS_ONE_LESS("Oversold") {
      @Override
      Optional<History> in(History honest, Random random) {
        CollectionState opening = honest.openings().getFirst();
        boolean soldOut =
            honest.endings().getFirst().log().stream()
                .anyMatch(event -> event.entry().stock() == 0);
        return soldOut && opening.supply() > 0
            ? Optional.of(
                new History(
                    false,
                    List.of(
                        CollectionState.opened(
                            opening.id(), opening.supply() - 1, opening.strategy())),
                    honest.bids(),
                    honest.calls(),
                    honest.endings()))
            : Optional.empty();
      }
    },
    A_DEFERRAL_FOR_WHAT_WAS_WRITTEN("DeferredButWritten") {
      @Override
      Optional<History> in(History honest, Random random) {
        return changedCall(
            honest,
            random,
            call -> isOnly(honest, call),
            call -> Mutation.told(call, new Deferred.Busy(Duration.ofMillis(1))));
      }
    },
    A_REFUSAL_FOR_WHAT_WAS_WRITTEN("Ghost") {
      @Override
      Optional<History> in(History honest, Random random) {
        return changedCall(
            honest,
            random,
            call -> isOnly(honest, call),
            call -> Mutation.told(call, new Decision.SoldOut()));
      }
    },
    SOLD_OUT_WHILE_THERE_WAS_PLENTY("FalseSoldOut") {
      @Override
      Optional<History> in(History honest, Random random) {
        boolean everSoldOut =
            honest.openings().getFirst().stock() == 0
                || honest.endings().getFirst().log().stream()
                    .anyMatch(event -> event.entry().stock() == 0);
        return everSoldOut
            ? Optional.empty()
            : changedCall(
                honest,
                random,
                call ->
                    call.command() instanceof Command.Accept && call.outcome() instanceof Deferred,
                call -> Mutation.told(call, new Decision.SoldOut()));
      }
    },
    A_FIRST_TIME_THAT_WAS_A_SECOND("RepeatToldAsNew") {
      @Override
      Optional<History> in(History honest, Random random) {
        return changedCall(
            honest,
            random,
            call ->
                call.outcome() instanceof Decision.Accepted told
                    && told.repeated()
                    && honest.calls().stream().anyMatch(other -> isFresh(other, told)),
            call -> Mutation.told(call, Mutation.repeated(call.outcome())));
      }
    },
    A_CALL_THAT_BEGAN_AFTER_LATER_ONES_HAD_ENDED("OutOfOrder") {
      @Override
      Optional<History> in(History honest, Random random) {
        long late = honest.calls().stream().mapToLong(Call::end).max().orElse(0) + 1;
        long told =
            honest.calls().stream()
                .mapToLong(
                    call ->
                        call.outcome() instanceof Decision.Done done ? done.entry().sequence() : 0)
                .max()
                .orElse(0);
        return changedCall(
            honest,
            random,
            call ->
                call.outcome() instanceof Decision.Accepted done
                    && !done.repeated()
                    && done.entry().sequence() < told
                    && isOnly(honest, call),
            call -> new Call(call.caller(), late, late + 5, call.command(), call.outcome()));
      }
    };

    final String name;

    Lie(String name) {
      this.name = name;
    }

    /// The history with the lie in it, where the history has a place for it.
    abstract Optional<History> in(History honest, Random random);
  }

  @ParameterizedTest
  @EnumSource
  void is_called_by_its_name(Lie lie) {
    int told = 0;
    for (long seed = 0; told < HISTORIES && seed < 5000; seed++) {
      var random = new Random(seed);
      History honest =
          Simulation.run(new Simulation.Plan(6, 60, random.nextInt(60), 30, 3, 60, 30), random);
      Optional<History> lying = lie.in(honest, random);
      if (lying.isEmpty()) {
        continue;
      }
      told++;

      assertThat(Checker.check(lying.get()))
          .as("seed %d", seed)
          .extracting(Violation::name)
          .contains(lie.name);
    }
    assertThat(told).isEqualTo(HISTORIES);
  }

  private interface LogChange {
    void apply(List<Event> log, Event event);
  }

  private interface Choice {
    boolean fits(Call call);
  }

  private interface CallChange {
    Call apply(Call call);
  }

  private static Optional<History> changedLog(
      History honest, Random random, Class<? extends Event> kind, LogChange change) {
    Ending ending = honest.endings().getFirst();
    List<Event> candidates =
        new ArrayList<>(ending.log().stream().filter(kind::isInstance).toList());
    Collections.shuffle(candidates, random);
    var log = new ArrayList<>(ending.log());
    candidates.stream().limit(1).forEach(event -> change.apply(log, event));
    return log.equals(ending.log())
        ? Optional.empty()
        : Optional.of(Mutation.with(honest, new Ending(ending.row(), log)));
  }

  private static Optional<History> changedCall(
      History honest, Random random, Choice choice, CallChange change) {
    var calls = new ArrayList<>(honest.calls());
    Collections.shuffle(calls, random);
    for (int i = 0; i < calls.size(); i++) {
      if (choice.fits(calls.get(i))) {
        calls.set(i, change.apply(calls.get(i)));
        return Optional.of(Mutation.with(honest, calls));
      }
    }
    return Optional.empty();
  }

  private static boolean isAcceptance(Call call, Event.BidAccepted event) {
    return call.outcome() instanceof Decision.Accepted told && told.entry().equals(event.entry());
  }

  private static boolean isFresh(Call call, Decision.Accepted told) {
    return call.outcome() instanceof Decision.Accepted other
        && !other.repeated()
        && other.entry().equals(told.entry());
  }

  /// Whether the call was told an acceptance and is the only one about its bid.
  private static boolean isOnly(History history, Call call) {
    if (!(call.outcome() instanceof Decision.Accepted told)) {
      return false;
    }
    Set<Call> others = new HashSet<>(history.calls());
    others.remove(call);
    return others.stream()
        .noneMatch(it -> it.command() instanceof Command.OnBid on && on.bid().equals(told.bid()));
  }
}
