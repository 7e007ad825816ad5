package dev.stockade.cli.client;

import dev.stockade.cli.client.Told.Kind;
import dev.stockade.cli.client.Told.NotDone;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Reads the log of a collection from a server: every event once, and in order. For one thread.
public final class Follower {
  private static final int PAGE = 1_000;

  /// Between two looks at a log that has nothing new.
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /// Takes events.
  public interface Sink {
    /// Returns whether it wants more.
    boolean take(JsonNode event);
  }

  private final Remote remote;
  private final String path;
  private final Sink sink;
  private final Consumer<String> notices;
  private long last;
  private boolean wanted = true;

  /// @param path of the events
  /// @param after the sequence of the last event that is known
  /// @param notices hears when the server goes away
  public Follower(Remote remote, String path, long after, Sink sink, Consumer<String> notices) {
    this.remote = remote;
    this.path = path;
    this.last = after;
    this.sink = sink;
    this.notices = notices;
  }

  /// Reads all that there is.
  ///
  /// @return why not, where that cannot be read
  public Optional<NotDone> read() throws InterruptedException {
    while (wanted) {
      switch (remote.read("%s?after=%d&limit=%d".formatted(path, last, PAGE))) {
        case NotDone failure -> {
          return Optional.of(failure);
        }
        case Told.Done(String _, JsonNode page) -> {
          for (JsonNode event : page.path("events")) {
            if (!take(event)) {
              return Optional.of(gap(event));
            }
          }
          if (!page.hasNonNull("next")) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.empty();
  }

  /// Reads all that there is and all that comes, until nobody wants it any more. A server that goes
  /// away after it has answered once is waited for.
  ///
  /// @return why not, where that cannot be read
  public Optional<NotDone> follow() throws InterruptedException {
    boolean met = false;
    Duration pause = FIRST_PAUSE;
    while (wanted) {
      Optional<NotDone> failure = read();
      if (failure.isPresent() && !(met && passes(failure.get().kind()))) {
        return failure;
      }
      if (failure.isEmpty()) {
        met = true;
        pause = FIRST_PAUSE;
        Thread.sleep(LOOK);
      } else {
        if (pause.equals(FIRST_PAUSE)) {
          notices.accept(failure.get().sentence() + "; connecting again until it answers");
        }
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
    return Optional.empty();
  }

  private static boolean passes(Kind kind) {
    return switch (kind) {
      case ABSENT, DEFERRED, IN_DOUBT, DEFECT -> true;
      case REFUSED, BAD_INPUT -> false;
    };
  }

  /// Returns false where one is missing before it.
  private boolean take(JsonNode event) {
    long sequence = event.path("sequence").asLong();
    if (sequence > last + 1) {
      return false;
    }
    if (sequence == last + 1 && wanted) {
      last = sequence;
      wanted = sink.take(event);
    }
    return true;
  }

  private NotDone gap(JsonNode event) {
    return NotDone.of(
        Kind.DEFECT,
        "the server told event %d after event %d".formatted(event.path("sequence").asLong(), last));
  }
}
