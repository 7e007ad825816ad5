package dev.stockade.cli.client;

import dev.stockade.cli.client.Told.Kind;
import dev.stockade.cli.client.Told.NotDone;
import dev.stockade.lab.http.Connections;
import dev.stockade.lab.http.Letter;
import dev.stockade.lab.http.Raw;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/// A server that is asked until it is known what came of it, or a time is over. What is asked
/// carries its ids, so that asking again is safe.
public final class Remote implements AutoCloseable {
  /// How long one answer may take: more than the longest deadline of a server.
  private static final Duration ANSWER = Duration.ofSeconds(65);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private static final String WHOSE = "what listens at ";
  private static final Attempt LOST = new Attempt.Unknown("the answer was lost", Optional.empty());

  private final URI url;
  private final Duration patience;
  private final Consumer<String> notices;
  private final Connections connections = new Connections(new Connections.Bounds(1, ANSWER));

  /// @param patience how long to go on asking where there is no decision
  /// @param notices hears that it takes longer
  public Remote(URI url, Duration patience, Consumer<String> notices) {
    this.url = url;
    this.patience = patience;
    this.notices = notices;
  }

  /// Asks something that changes nothing.
  public Told read(String path) throws InterruptedException {
    return ask(Letter.get(path), "");
  }

  /// Asks.
  ///
  /// @param again what a person does who asks the same once more, such as `repeat the command`
  public Told ask(Letter letter, String again) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    Duration otherwise = FIRST_PAUSE;
    boolean unknown = false;
    for (int number = 1; ; number++) {
      Attempt attempt = send(letter);
      if (attempt instanceof Attempt.Final(Told told)) {
        return told;
      }
      unknown |= attempt instanceof Attempt.Unknown;
      Duration pause = attempt.pause(otherwise);
      boolean hopeless = attempt instanceof Attempt.NotSent && !unknown;
      if (hopeless || System.nanoTime() + pause.toNanos() > end) {
        return unknown && !letter.isReading() ? doubt(attempt, again) : last(attempt, again);
      }
      if (number == 1) {
        notices.accept(
            "%s; asking again, for %d s at most".formatted(why(attempt), patience.toSeconds()));
      }
      Thread.sleep(pause);
      otherwise = shorter(otherwise.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  /// What came of asking for a stream of events.
  sealed interface Following {}

  record Subscribed(Subscription stream) implements Following {}

  record NotSubscribed(NotDone failure) implements Following {}

  /// Asks once for a stream of events.
  ///
  /// @param last the id of the last event that is known; empty where none is
  Following subscribe(String path, String last) throws InterruptedException {
    try {
      HttpResponse<InputStream> response = connections.stream(url, path, last);
      if (isStream(response)) {
        return new Subscribed(new Subscription(response.body()));
      }
      return new NotSubscribed(failure(Attempt.of(Raw.read(response), WHOSE + url)));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new NotSubscribed(failure(new Attempt.NotSent()));
    } catch (IOException e) {
      return new NotSubscribed(failure(LOST));
    }
  }

  private static boolean isStream(HttpResponse<?> response) {
    return response.statusCode() == 200
        && response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
  }

  private NotDone failure(Attempt attempt) {
    return switch (attempt) {
      case Attempt.Final(NotDone told) -> told;
      case Attempt.Final(Told.Done _) ->
          NotDone.of(Kind.BAD_INPUT, "the server at %s has no streams of events".formatted(url));
      case Attempt.Deferred _, Attempt.Unknown _, Attempt.NotSent _ -> last(attempt, "");
    };
  }

  private Attempt send(Letter letter) throws InterruptedException {
    try {
      return Attempt.of(connections.send(url, letter), WHOSE + url);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new Attempt.NotSent();
    } catch (ProtocolException | SSLException e) {
      return new Attempt.Final(
          NotDone.of(
              Kind.ABSENT,
              "what listens at %s is no Stockade, it does not speak %s: check --server"
                  .formatted(url, url.getScheme())));
    } catch (IOException e) {
      return LOST;
    }
  }

  private NotDone doubt(Attempt attempt, String again) {
    String sentence =
        "in doubt: %s; it may have been done, or may yet: %s to be sure"
            .formatted(why(attempt), again);
    return switch (attempt) {
      case Attempt.Unknown(String _, Optional<Problem> problem) ->
          new NotDone(Kind.IN_DOUBT, sentence, problem.map(Problem::text));
      case Attempt.Deferred _, Attempt.NotSent _, Attempt.Final _ ->
          NotDone.of(Kind.IN_DOUBT, sentence);
    };
  }

  private NotDone last(Attempt attempt, String again) {
    return switch (attempt) {
      case Attempt.Deferred(Problem problem) ->
          problem.as(
              Kind.DEFERRED,
              "%s%s"
                  .formatted(
                      again.isEmpty() ? "ask again" : again,
                      problem.retryAfter().isPositive()
                          ? " in %d s".formatted(problem.retryAfter().toSeconds())
                          : ""));
      case Attempt.Unknown _, Attempt.NotSent _, Attempt.Final _ ->
          NotDone.of(Kind.ABSENT, why(attempt));
    };
  }

  private String why(Attempt attempt) {
    return switch (attempt) {
      case Attempt.Deferred(Problem problem) -> problem.sentence();
      case Attempt.Unknown(String why, Optional<Problem> _) -> "%s at %s".formatted(why, url);
      case Attempt.NotSent _ ->
          "no server answers at %s: check that it runs, and host and port in --server"
              .formatted(url);
      case Attempt.Final _ -> "";
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public void close() {
    connections.close();
  }
}
