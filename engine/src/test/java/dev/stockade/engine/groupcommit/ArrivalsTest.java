package dev.stockade.engine.groupcommit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.engine.call.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// In which order tickets are taken, and who is told that there are many.
class ArrivalsTest {
  private final Caller caller =
      new Caller(Deadline.in(Duration.ofSeconds(30), System::nanoTime), 10);

  private static final class Heavy extends Ticket {
    private final int weight;

    Heavy(Caller caller, int weight) {
      super(caller);
      this.weight = weight;
    }

    @Override
    public int weight() {
      return weight;
    }
  }

  @Test
  void they_are_taken_in_the_order_of_their_arrival_and_up_to_a_weight() {
    var arrivals = new Arrivals<Heavy>(1);
    var first = new Heavy(caller, 2);
    var second = new Heavy(caller, 3);
    var third = new Heavy(caller, 1);
    arrivals.add(first);
    arrivals.add(List.of(second, third));

    assertThat(arrivals.take(4)).containsExactly(first, second);
    assertThat(arrivals.take(4)).containsExactly(third);
    assertThat(arrivals.take(4)).isEmpty();
  }

  @Test
  void something_is_done_once_when_they_are_many() {
    var arrivals = new Arrivals<Heavy>(2);
    var done = new AtomicInteger();
    arrivals.whenMany(done::incrementAndGet);

    arrivals.add(new Heavy(caller, 1));
    arrivals.tell();
    assertThat(done).hasValue(0);

    arrivals.add(new Heavy(caller, 1));
    arrivals.tell();
    arrivals.tell();
    assertThat(done).hasValue(1);

    arrivals.whenMany(done::incrementAndGet);
    assertThat(done).hasValue(2);
  }

  @Test
  void nothing_is_done_for_those_who_were_taken_or_once_nobody_wants_it() {
    var arrivals = new Arrivals<Heavy>(2);
    var done = new AtomicInteger();
    arrivals.add(List.of(new Heavy(caller, 1), new Heavy(caller, 1)));
    arrivals.take(1);

    arrivals.whenMany(done::incrementAndGet);
    arrivals.never();
    arrivals.add(List.of(new Heavy(caller, 1), new Heavy(caller, 1)));
    arrivals.tell();

    assertThat(done).hasValue(0);
  }
}
