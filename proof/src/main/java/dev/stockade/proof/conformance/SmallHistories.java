package dev.stockade.proof.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.proof.history.History;
import dev.stockade.proof.linearizability.Linearizability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// Many short runs of a few callers who want anything from one collection, judged by the search
/// through all orders that could explain the answers.
interface SmallHistories {
  int HISTORIES = 100;
  int AT_ONCE = 5;
  Duration SEARCH = Duration.ofSeconds(60);

  Arena arena();

  @Test
  default void a_hundred_small_histories_can_be_explained_by_one_call_after_another()
      throws Exception {
    long seed = Seeds.next("small histories");
    for (int batch = 0; batch < HISTORIES / AT_ONCE; batch++) {
      long first = seed + (long) batch * AT_ONCE;
      collide(first);
    }
    History history = arena().history();

    assertThat(Linearizability.judge(history, SEARCH))
        .as("seed %d", seed)
        .hasSize(HISTORIES)
        .allSatisfy(it -> assertThat(it).isInstanceOf(Linearizability.Verdict.Linearizable.class));
  }

  /// Some collections at once, each with callers of its own.
  private void collide(long seed) throws Exception {
    var callers = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < AT_ONCE; i++) {
      var random = new Random(seed + i);
      CollectionId collection = arena().open(random.nextInt(5));
      List<Bid> bids = arena().place(collection, 4, 1 + random.nextInt(2));
      var mischief = new Mischief(collection, bids, random);
      int size = 8 + random.nextInt(5);
      for (int caller = 0; caller < size; caller++) {
        Node node = arena().node(caller);
        List<List<Command>> script = mischief.script(1 + 12 / size);
        callers.add(() -> arena().play(node, script));
      }
    }
    Collision.of(callers);
  }
}
