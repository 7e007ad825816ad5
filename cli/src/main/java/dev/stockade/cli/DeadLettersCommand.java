package dev.stockade.cli;

import com.zaxxer.hikari.HikariDataSource;
import dev.stockade.engine.Config;
import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.DeadLetter;
import dev.stockade.engine.DeadLetterBox;
import dev.stockade.engine.Migration;
import dev.stockade.engine.Stockade;
import dev.stockade.lab.Absent;
import dev.stockade.lab.Mistake;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "dead-letters",
    header = "List acceptances that the queue could not decide, or have them tried again.",
    description = {
      "Nothing of a dead letter was written, and its caller was told that it is in doubt. Trying one again is safe: it is"
          + " accepted once, or refused.",
      "",
      "list prints one a line: its id, since when, why, and the request. replay puts those whose ids are given at the end"
          + " of the line, or all of them."
    },
    exitCodeList = {
      "0:listed, or put in line",
      "2:a wrong option",
      "69:no database or no Redis, or it does not let us in"
    })
final class DeadLettersCommand implements Callable<Integer> {
  private static final int CONNECTIONS = 2;

  enum Act {
    list,
    replay
  }

  @Parameters(index = "0", paramLabel = "list|replay", description = "What to do.")
  private Act act = Act.list;

  @Parameters(
      index = "1..*",
      paramLabel = "ID",
      description = "With replay: which ones. Default: all, up to --limit.")
  private List<String> ids = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "The most at once, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "What the servers are set to, as queue-name and queue-partitions.")
  private Map<String, String> settings = Map.of();

  @Option(names = "--json", description = "Print one JSON object instead of lines.")
  private boolean json;

  @Mixin private DatabaseOptions database;

  @Mixin private RedisOptions redis;

  private final Console console;

  DeadLettersCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (act == Act.list && !ids.isEmpty()) {
      throw new Mistake("list takes no ids");
    }
    Config given = redis.required(settings);
    Config config =
        given.withQueue(given.queue().withWorker(false)).withMigration(Migration.VALIDATE);
    try (HikariDataSource pool = database.required().pool(CONNECTIONS);
        Stockade engine = Stockade.on(pool, config)) {
      DeadLetterBox box = engine.deadLetters().orElseThrow();
      switch (act) {
        case list -> list(box);
        case replay -> replay(box);
      }
    } catch (DatabaseException e) {
      throw new Absent(String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new Mistake(String.valueOf(e.getMessage()), e);
    }
    return Exit.WELL;
  }

  private void list(DeadLetterBox box) throws InterruptedException {
    List<DeadLetter> letters = box.list(limit);
    if (json) {
      ObjectNode object = Json.object();
      ArrayNode array = object.putArray("deadLetters");
      letters.forEach(
          letter ->
              array
                  .addObject()
                  .put("id", letter.id())
                  .put("since", letter.since().toString())
                  .put("reason", letter.reason())
                  .put("request", letter.request()));
      console.out().println(object);
    } else {
      letters.forEach(letter -> console.out().println(line(letter)));
    }
  }

  private static String line(DeadLetter letter) {
    return String.join(
        "\t",
        letter.id(),
        letter.since().toString(),
        letter.reason().lines().findFirst().orElse(""),
        letter.request());
  }

  private void replay(DeadLetterBox box) throws InterruptedException {
    List<String> some = ids.isEmpty() ? box.list(limit).stream().map(DeadLetter::id).toList() : ids;
    int replayed = some.isEmpty() ? 0 : box.replay(some);
    console
        .out()
        .println(
            json
                ? Json.object().put("replayed", replayed).put("of", some.size()).toString()
                : "%d of %d put in line".formatted(replayed, some.size()));
  }
}
