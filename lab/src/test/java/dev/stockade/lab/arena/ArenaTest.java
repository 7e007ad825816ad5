package dev.stockade.lab.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.Price;
import dev.stockade.lab.TestDatabase;
import dev.stockade.lab.Threads;
import dev.stockade.lab.arena.Answer.Kind;
import dev.stockade.lab.redis.RedisOnDemand;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ArenaTest {
  private static final int CALLERS = 60;
  private static final int SUPPLY = 10;

  static List<String> strategiesOfTheEngine() {
    return Contender.ALL.stream()
        .filter(contender -> !contender.isNaive())
        .map(contender -> contender.name().value())
        .toList();
  }

  @Test
  void naive_code_oversells_and_checker_and_audit_each_see_it_alone() throws Exception {
    try (Arena arena = Arena.open(TestDatabase.get(), Contender.named("naive"), "test", SUPPLY)) {
      List<Answer> answers = sellToEverybody(arena);
      Verdict verdict = arena.judge();

      assertThat(count(answers, Kind.ACCEPTED)).isGreaterThan(SUPPLY);
      assertThat(verdict.oversold()).isEqualTo(count(answers, Kind.ACCEPTED) - SUPPLY);
      assertThat(verdict.foundBy("checker")).contains("Oversold");
      assertThat(verdict.foundBy("audit")).contains("Oversold");
    }
  }

  @ParameterizedTest
  @MethodSource("strategiesOfTheEngine")
  void a_strategy_sells_the_supply_and_nothing_is_found(String strategy) throws Exception {
    try (var redis = new RedisOnDemand(Optional.empty(), TestDatabase.DARK);
        Arena arena =
            Arena.open(TestDatabase.get(), Contender.named(strategy).with(redis), "test", SUPPLY)) {
      List<Answer> answers = sellToEverybody(arena);
      Verdict verdict = arena.judge();

      assertThat(count(answers, Kind.ACCEPTED)).isEqualTo(SUPPLY);
      assertThat(count(answers, Kind.SOLD_OUT)).isEqualTo(CALLERS - SUPPLY);
      assertThat(verdict.findings()).isEmpty();
      assertThat(verdict.stock()).isZero();
      assertThat(verdict.oversold()).isZero();
    }
  }

  @Test
  void naive_code_that_nobody_disturbs_is_right() throws Exception {
    try (Arena arena = Arena.open(TestDatabase.get(), Contender.named("naive"), "test", 2)) {
      List<Bid> bids = bids(arena, 3);
      arena.place(bids);
      var kinds = new ArrayList<Kind>();
      for (Bid bid : bids) {
        kinds.add(arena.accept(1, bid.id()).kind());
      }

      assertThat(kinds).containsExactly(Kind.ACCEPTED, Kind.ACCEPTED, Kind.SOLD_OUT);
      assertThat(arena.judge().findings()).isEmpty();
    }
  }

  @Test
  void its_schema_is_gone_when_it_is_closed() throws SQLException, InterruptedException {
    var before = TestDatabase.scratchSchemas();
    try (Arena arena = Arena.open(TestDatabase.get(), Contender.named("row-lock"), "test", 1)) {
      assertThat(arena.judge().findings()).isEmpty();
      assertThat(TestDatabase.scratchSchemas()).hasSize(before.size() + 1);
    }

    assertThat(TestDatabase.scratchSchemas()).isEqualTo(before);
  }

  private static List<Answer> sellToEverybody(Arena arena) throws InterruptedException {
    List<Bid> bids = bids(arena, CALLERS);
    arena.place(bids);
    var calls = new ArrayList<Callable<Answer>>();
    for (int caller = 0; caller < CALLERS; caller++) {
      int number = caller;
      calls.add(() -> arena.accept(number, bids.get(number).id()));
    }
    return Threads.all(calls);
  }

  private static List<Bid> bids(Arena arena, int number) {
    var bids = new ArrayList<Bid>();
    for (int i = 1; i <= number; i++) {
      var id = new BidId(new UUID(7, i));
      bids.add(new Bid(id, arena.collection(), "bidder " + i, 1, new Price(1, "EUR")));
    }
    return bids;
  }

  private static long count(List<Answer> answers, Kind kind) {
    return answers.stream().filter(answer -> answer.kind() == kind).count();
  }
}
