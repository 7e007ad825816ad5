package dev.stockade.cli;

import dev.stockade.cli.client.Lines;
import dev.stockade.cli.client.Remote;
import dev.stockade.cli.client.Told;
import dev.stockade.engine.TimeOrderedIds;
import dev.stockade.lab.http.Letter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// One command's talk with a server: asks, prints what came of it, and chooses the exit code.
///
/// @param isJson whether to print what the server says as it says it
record Conversation(Console console, Remote remote, boolean isJson) implements AutoCloseable {
  private static final String REPEAT = "repeat the command";
  private static final TimeOrderedIds IDS =
      new TimeOrderedIds(InstantSource.system(), new SecureRandom());

  /// What people see of an answer.
  interface View {
    List<String> lines(JsonNode answer);
  }

  /// The path of a collection.
  static String path(UUID collection) {
    return "/v1/collections/" + collection;
  }

  /// The path of a bid.
  static String path(UUID collection, UUID bid) {
    return "%s/bids/%s".formatted(path(collection), bid);
  }

  /// A text as a part of a query.
  static String queried(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// The id that was given, else a new one.
  static UUID orNew(Optional<UUID> id) {
    return id.orElseGet(IDS::next);
  }

  int read(String path, View view) throws InterruptedException {
    return print(remote.read(path), view);
  }

  int ask(Letter letter, View view) throws InterruptedException {
    return print(remote.ask(letter, REPEAT), view);
  }

  /// Asks for something new.
  ///
  /// @param id the key under which it is asked for again
  int ask(Letter letter, UUID id, View view) throws InterruptedException {
    return print(remote.ask(letter, "%s with --id %s".formatted(REPEAT, id)), view);
  }

  /// Asks for acceptances, each of which has an outcome of its own.
  int askForMany(Letter letter) throws InterruptedException {
    Told told = remote.ask(letter, REPEAT);
    int code = print(told, Lines::acceptances);
    return told instanceof Told.Done(String _, JsonNode answer) ? codeOfMany(answer) : code;
  }

  private int codeOfMany(JsonNode answer) {
    int open = answer.path("deferred").asInt() + answer.path("inDoubt").asInt();
    int refused = answer.path("refused").asInt();
    if (refused > 0) {
      say("refused by the rules: %d of %d".formatted(refused, answer.path("results").size()));
    }
    if (open > 0) {
      say(
          "deferred or in doubt: %d of %d; %s to have them decided"
              .formatted(open, answer.path("results").size(), REPEAT));
      return Exit.TRY_AGAIN;
    }
    return refused > 0 ? Exit.REFUSED : Exit.WELL;
  }

  private int print(Told told, View view) {
    return switch (told) {
      case Told.Done(String text, JsonNode json) -> {
        if (isJson) {
          console.out().println(text);
        } else {
          view.lines(json).forEach(console.out()::println);
        }
        yield Exit.WELL;
      }
      case Told.NotDone failure -> tell(failure);
    };
  }

  /// Says why something was not done.
  int tell(Told.NotDone failure) {
    if (isJson) {
      failure.problem().ifPresent(console.out()::println);
    }
    say(failure.sentence());
    return code(failure.kind());
  }

  void say(String sentence) {
    console.err().println("stockade: " + sentence);
  }

  /// Says on stderr that there is more than was printed.
  void tellMore(JsonNode page) {
    if (page.hasNonNull("next")) {
      say("there is more: --after " + page.get("next").asString());
    }
  }

  private static int code(Told.Kind kind) {
    return switch (kind) {
      case REFUSED -> Exit.REFUSED;
      case BAD_INPUT -> Exit.USAGE;
      case ABSENT -> Exit.ABSENT;
      case DEFECT -> Exit.DEFECT;
      case DEFERRED, IN_DOUBT -> Exit.TRY_AGAIN;
    };
  }

  @Override
  public void close() {
    remote.close();
  }
}
