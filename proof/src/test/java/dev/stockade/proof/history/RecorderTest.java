package dev.stockade.proof.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RecorderTest {
  private static final CollectionId COLLECTION = CollectionId.of(new UUID(0, 1));
  private static final Outcome SOLD_OUT = new Decision.SoldOut();

  private final AtomicLong clock = new AtomicLong(500);
  private final Recorder recorder = new Recorder(clock::getAndIncrement);

  @Test
  void a_call_is_taken_down_with_the_moments_before_and_after_it() throws Exception {
    Command accept = accept(1);

    Outcome told = recorder.call(7, accept, () -> SOLD_OUT);

    assertThat(told).isEqualTo(SOLD_OUT);
    assertThat(recorder.calls()).containsExactly(new Call(7, 1, 2, accept, SOLD_OUT));
  }

  @Test
  void a_list_is_taken_down_as_calls_with_the_same_start_and_end() throws Exception {
    List<Command> list = List.of(accept(1), accept(2));

    recorder.call(7, list, () -> List.of(SOLD_OUT, new Decision.Closed()));

    assertThat(recorder.calls())
        .containsExactly(
            new Call(7, 1, 2, accept(1), SOLD_OUT),
            new Call(7, 1, 2, accept(2), new Decision.Closed()));
  }

  @Test
  void a_call_that_ends_without_an_answer_is_in_doubt() {
    assertThatThrownBy(
            () ->
                recorder.call(
                    7,
                    accept(1),
                    () -> {
                      throw new InterruptedException("gone");
                    }))
        .isInstanceOf(InterruptedException.class);

    assertThat(recorder.calls()).containsExactly(new Call(7, 1, 2, accept(1), new InDoubt()));
  }

  @Test
  void callers_at_once_lose_no_call() throws Exception {
    int callers = 50;
    var tasks = new ArrayList<Callable<Boolean>>();
    for (int caller = 0; caller < callers; caller++) {
      int number = caller;
      tasks.add(
          () -> {
            for (int i = 0; i < 100; i++) {
              recorder.call(number, accept(i), () -> SOLD_OUT);
            }
            return true;
          });
    }

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> done : threads.invokeAll(tasks)) {
        assertThat(done.get()).isTrue();
      }
    }

    assertThat(recorder.calls()).hasSize(callers * 100);
  }

  private static Command accept(int number) {
    return new Command.Accept(COLLECTION, new BidId(new UUID(1, number)));
  }
}
