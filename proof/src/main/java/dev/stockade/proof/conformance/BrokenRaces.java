package dev.stockade.proof.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.proof.fault.Marks;
import dev.stockade.proof.linearizability.Linearizability;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// Callers who want anything, some through connections that break at their commits.
interface BrokenRaces {
  int ROUNDS = 8;

  Arena arena();

  Node nodeThrough(String jdbcUrl);

  @Test
  default void races_over_connections_that_break_at_their_commits_can_be_explained()
      throws Exception {
    long seed = Seeds.next("broken races");
    try (Breakable breakable = Breakable.behind(arena(), this::nodeThrough)) {
      for (int round = 0; round < ROUNDS; round++) {
        var random = new Random(seed + round);
        CollectionId collection = arena().open(1 + random.nextInt(4));
        List<Bid> bids = arena().place(collection, 4, 1);
        var mischief = new Mischief(collection, bids, random);
        breakable.proxy().cutBeforeReply(Marks.commit(), 2);
        breakable.proxy().cutBefore(Marks.commit(), 1);
        var callers = new ArrayList<Callable<Boolean>>();
        for (int caller = 0; caller < 8; caller++) {
          Node node = caller % 2 == 0 ? breakable.node() : arena().there();
          List<List<Command>> script = mischief.script(3);
          callers.add(() -> arena().play(node, script));
        }
        Collision.of(callers);
      }
    }

    assertThat(Linearizability.judge(arena().history(), SmallHistories.SEARCH))
        .as("seed %d", seed)
        .hasSize(ROUNDS)
        .allSatisfy(it -> assertThat(it).isInstanceOf(Linearizability.Verdict.Linearizable.class));
  }
}
