package dev.stockade.cli.client;

import dev.stockade.cli.client.Told.Kind;
import dev.stockade.cli.client.Told.NotDone;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Reads events from a server, those of one collection or of all: every event once, and those of a
/// collection in order. For one thread.
public final class Follower {
  private static final int PAGE = 1_000;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /// Takes events.
  public interface Sink {
    /// Returns whether it wants more.
    boolean take(JsonNode event);
  }

  /// What is followed.
  ///
  /// @param path of the events
  /// @param after the id of the last event that is known; empty where none is
  /// @param id the field of an event that is its id
  public record Source(String path, String after, String id) {
    /// The log of a collection.
    public static Source ofCollection(String path, long after) {
      return new Source(path + "/events", Long.toString(after), "sequence");
    }

    /// All collections.
    public static Source ofAll(String after) {
      return new Source("/v1/events", after, "cursor");
    }

    private Sequences known() {
      return id.equals("sequence") ? Sequences.ofOne(Long.parseLong(after)) : Sequences.ofAll();
    }
  }

  private final Remote remote;
  private final Source source;
  private final Sink sink;
  private final Consumer<String> notices;
  private final Sequences known;
  private String last;
  private boolean wanted = true;

  /// @param notices hears when the server goes away
  public Follower(Remote remote, Source source, Sink sink, Consumer<String> notices) {
    this.remote = remote;
    this.source = source;
    this.sink = sink;
    this.notices = notices;
    this.known = source.known();
    this.last = source.after();
  }

  /// Reads all that there is.
  ///
  /// @return why not, where that cannot be read
  public Optional<NotDone> read() throws InterruptedException {
    while (wanted) {
      switch (remote.read(page(PAGE))) {
        case NotDone failure -> {
          return Optional.of(failure);
        }
        case Told.Done(String _, JsonNode page) -> {
          for (JsonNode event : page.path("events")) {
            Optional<NotDone> gap = take(event);
            if (gap.isPresent()) {
              return gap;
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

  private String page(int limit) {
    String after =
        last.isEmpty() ? "" : "&after=" + URLEncoder.encode(last, StandardCharsets.UTF_8);
    return "%s?limit=%d%s".formatted(source.path(), limit, after);
  }

  /// Reads a stream of all that there is and all that comes, until nobody wants it any more. A
  /// server that goes away after it has answered once is waited for, and told the last event that
  /// is known.
  ///
  /// @return why not, where that cannot be read
  public Optional<NotDone> follow() throws InterruptedException {
    Optional<NotDone> failure = greet();
    Duration pause = FIRST_PAUSE;
    while (wanted && failure.isEmpty()) {
      String before = last;
      Optional<NotDone> end = stream();
      boolean isNews = !last.equals(before);
      if (end.isPresent() && !passes(end.get().kind())) {
        failure = end;
      } else if (isNews) {
        pause = FIRST_PAUSE;
      } else if (wanted) {
        if (end.isPresent() && pause.equals(FIRST_PAUSE)) {
          notices.accept(end.get().sentence() + "; connecting again until it answers");
        }
        Thread.sleep(pause);
        pause = doubled(pause);
      }
    }
    return failure;
  }

  /// Asks for one event, as patiently as for anything else: so it is known that there is a server,
  /// and that it has what is asked for.
  private Optional<NotDone> greet() throws InterruptedException {
    return switch (remote.read(page(1))) {
      case NotDone failure -> Optional.of(failure);
      case Told.Done _ -> Optional.empty();
    };
  }

  /// Reads a stream to its end.
  private Optional<NotDone> stream() throws InterruptedException {
    switch (remote.subscribe(source.path(), last)) {
      case Remote.NotSubscribed(NotDone failure) -> {
        return Optional.of(failure);
      }
      case Remote.Subscribed(Subscription stream) -> {
        try (stream) {
          return read(stream);
        }
      }
    }
  }

  private Optional<NotDone> read(Subscription stream) throws InterruptedException {
    while (wanted) {
      Optional<Told> next = stream.next();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      Optional<NotDone> failure =
          switch (next.get()) {
            case Told.Done(String _, JsonNode event) -> take(event);
            case NotDone nonsense -> Optional.of(nonsense);
          };
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  private static Duration doubled(Duration pause) {
    Duration longer = pause.multipliedBy(2);
    return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
  }

  private static boolean passes(Kind kind) {
    return switch (kind) {
      case ABSENT, DEFERRED, IN_DOUBT -> true;
      case REFUSED, BAD_INPUT, DEFECT -> false;
    };
  }

  /// Returns what is wrong with the event, where one is missing before it.
  private Optional<NotDone> take(JsonNode event) {
    if (!wanted) {
      return Optional.empty();
    }
    return switch (known.place(event)) {
      case Sequences.Place.Known() -> Optional.empty();
      case Sequences.Place.Gap(long sequence, long before) ->
          Optional.of(
              NotDone.of(
                  Kind.DEFECT,
                  "the server told event %d after event %d".formatted(sequence, before)));
      case Sequences.Place.Next() -> {
        last = event.path(source.id()).asString();
        wanted = sink.take(event);
        yield Optional.empty();
      }
    };
  }
}
