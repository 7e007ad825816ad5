package dev.stockade.engine.groupcommit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stockade.engine.call.Deadline;
import dev.stockade.engine.call.Watch;
import dev.stockade.engine.database.Backoff;
import dev.stockade.engine.database.Transaction;
import dev.stockade.engine.database.Transactions;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who is read for while a round is written, who waits for whom, and what is known of whom.
class ReadAheadTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Deadline DEADLINE = Deadline.in(LIMIT, System::nanoTime);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Watch watch = new Watch(threads);
  private final Arrivals<Wish> arrivals = new Arrivals<>(1);
  private final Batch<Wish> otherwise = doingNothing();
  private final ReadAhead<Wish> readAhead = new ReadAhead<>(arrivals, means());

  private static final class Wish extends Ticket {
    Wish() {
      super(new Caller(DEADLINE, 1));
    }
  }

  /// Reads when it is let, and gives batches that know for whom was read.
  private static class Reader implements Batch.Ahead<Wish> {
    private final Semaphore let = new Semaphore(0);
    private final Semaphore begun = new Semaphore(0);
    private final List<Wish> known = new ArrayList<>();
    private final List<List<Wish>> knownOfBatches = new ArrayList<>();
    private final Batch<Wish> batch = doingNothing();

    @Override
    public Runnable read(Transaction transaction, List<Wish> wishes) {
      begun.release();
      acquire(let);
      return () -> known.addAll(wishes);
    }

    @Override
    public Batch<Wish> batch() {
      knownOfBatches.add(List.copyOf(known));
      known.clear();
      return batch;
    }
  }

  private record Written(Optional<Batch.Ahead<Wish>> ahead) implements Batch.Round<Wish> {
    static Written readBy(Reader reader) {
      return new Written(Optional.of(reader));
    }

    @Override
    public boolean writes() {
      return true;
    }

    @Override
    public void write(Transaction transaction) {
      // Nobody asks for it here.
    }

    @Override
    public void answer() {
      // Nobody asks for it here.
    }

    @Override
    public void unknown() {
      // Nobody asks for it here.
    }

    @Override
    public List<Wish> held() {
      return List.of();
    }
  }

  @AfterEach
  void end() {
    watch.close();
    threads.shutdownNow();
  }

  @Test
  void a_committed_round_is_followed_by_those_for_whom_was_read_without_waiting_for_the_others()
      throws Exception {
    var reader = new Reader();
    readAhead.begin(Written.readBy(reader), DEADLINE);
    Wish early = comes();
    reader.let.release();
    acquire(reader.begun);
    Wish late = comes();
    acquire(reader.begun);

    Turn<Wish> next = readAhead.committed(otherwise);
    assertThat(next.tickets()).containsExactly(early);
    assertThat(next.batch()).isSameAs(reader.batch);

    readAhead.begin(Written.readBy(reader), DEADLINE);
    Wish latest = comes();
    reader.let.release(2);
    acquire(reader.begun);
    await().atMost(LIMIT).until(() -> reader.known.size() == 2);
    Turn<Wish> last = readAhead.committed(otherwise);
    assertThat(last.tickets()).containsExactly(late, latest);
    assertThat(reader.knownOfBatches).containsExactly(List.of(early), List.of(late, latest));
  }

  @Test
  void where_there_is_nobody_else_the_reading_that_is_under_way_is_waited_for() throws Exception {
    var reader = new Reader();
    readAhead.begin(Written.readBy(reader), DEADLINE);
    Wish only = comes();
    acquire(reader.begun);
    Future<Turn<Wish>> next = threads.submit(() -> readAhead.committed(otherwise));
    reader.let.release();

    assertThat(result(next).tickets()).containsExactly(only);
    assertThat(result(next).batch()).isSameAs(reader.batch);
  }

  @Test
  void what_was_read_for_a_round_that_failed_is_of_no_use() throws Exception {
    var reader = new Reader();
    readAhead.begin(Written.readBy(reader), DEADLINE);
    Wish only = comes();
    acquire(reader.begun);
    assertThat(readAhead.isOpen()).isTrue();
    Future<Turn<Wish>> rest = threads.submit(() -> readAhead.rest(otherwise));
    reader.let.release();

    assertThat(result(rest).tickets()).containsExactly(only);
    assertThat(result(rest).batch()).isSameAs(otherwise);
    assertThat(readAhead.isOpen()).isFalse();
  }

  @Test
  void what_was_read_by_another_reader_is_of_no_use() throws Exception {
    var reader = new Reader();
    readAhead.begin(Written.readBy(reader), DEADLINE);
    comes();
    reader.let.release();
    acquire(reader.begun);
    Wish late = comes();
    acquire(reader.begun);
    readAhead.committed(otherwise);

    readAhead.begin(Written.readBy(new Reader()), DEADLINE);
    reader.let.release();
    Turn<Wish> turn = readAhead.committed(otherwise);
    assertThat(turn.tickets()).containsExactly(late);
    assertThat(turn.batch()).isSameAs(otherwise);
  }

  @Test
  void what_was_read_but_could_not_be_kept_is_of_no_use() throws Exception {
    Reader reader =
        new Reader() {
          @Override
          public Runnable read(Transaction transaction, List<Wish> wishes) {
            super.read(transaction, wishes);
            return () -> {
              throw new IllegalStateException("it cannot be kept");
            };
          }
        };
    readAhead.begin(Written.readBy(reader), DEADLINE);
    Wish only = comes();
    reader.let.release();
    acquire(reader.begun);

    Turn<Wish> turn = readAhead.committed(otherwise);
    assertThat(turn.tickets()).containsExactly(only);
    assertThat(turn.batch()).isSameAs(otherwise);
  }

  @Test
  void whoever_is_to_read_while_somebody_reads_leaves_it_to_them() throws Exception {
    var let = new Semaphore(0);
    try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
      readers.execute(let::acquireUninterruptibly);
      readers.execute(let::acquireUninterruptibly);
      var delayed = new ReadAhead<>(arrivals, means(readers));
      delayed.begin(Written.readBy(new Reader()), DEADLINE);
      Wish only = comes();
      delayed.rest(otherwise);
      var reader = new Reader();
      delayed.begin(Written.readBy(reader), DEADLINE);
      let.release(2);
      acquire(reader.begun);
      result(readers.submit(() -> "the second one has run"));

      Future<Turn<Wish>> rest = threads.submit(() -> delayed.rest(otherwise));
      reader.let.release();
      assertThat(result(rest).tickets()).containsExactly(only);
    }
  }

  private Wish comes() {
    var wish = new Wish();
    arrivals.add(wish);
    arrivals.tell();
    return wish;
  }

  private static Batch<Wish> doingNothing() {
    return new Batch<>() {
      @Override
      public Written in(Transaction transaction, List<Wish> wishes, Patience patience) {
        return new Written(Optional.empty());
      }
    };
  }

  private Groups.Means means() {
    return means(threads);
  }

  private Groups.Means means(ExecutorService readers) {
    return new Groups.Means(
        new Transactions(ofNoDatabase(DataSource.class), 2, 1_000, 1_000),
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), new Random()),
        new Bounds(1, 100, 1, 1, 3, LIMIT),
        readers,
        threads,
        new Semaphore(100),
        new Semaphore(1),
        watch);
  }

  /// A data source or connection that agrees to everything.
  private static <T> T ofNoDatabase(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            ReadAheadTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getConnection" -> ofNoDatabase(Connection.class);
                  case "getNetworkTimeout" -> 0;
                  case "getAutoCommit" -> true;
                  default -> null;
                }));
  }

  private static void acquire(Semaphore semaphore) {
    await().atMost(LIMIT).until(semaphore::tryAcquire);
  }

  private static <V> V result(Future<V> future) throws Exception {
    return future.get(LIMIT.toSeconds(), SECONDS);
  }
}
