package dev.stockade.lab.arena;

import dev.stockade.core.Assignment;
import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.CollectionState;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.core.StrategyName;
import dev.stockade.engine.Strategies;
import dev.stockade.engine.TimeOrderedIds;
import dev.stockade.lab.Absent;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.http.Client;
import dev.stockade.lab.http.Connections;
import dev.stockade.lab.http.Reply;
import dev.stockade.lab.http.Unread;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.History;
import dev.stockade.proof.history.Recorder;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/// One new collection on a server, asked over HTTP as clients do. It stays there. Others may use it
/// at the same time: what they do stands in its log and is taken as it stands. Thread-safe.
public final class ServedArena implements Venue {
  /// Of the collection.
  private static final String NAME = "replay";

  /// Connections at once; a server grants 4,096.
  private static final int CONNECTIONS = 256;

  /// Answers that no server may give: after so many it is not asked any more.
  private static final int MOST_WRONG = 100;

  /// Longer than any deadline that a server can have.
  private static final Connections.Bounds BOUNDS =
      new Connections.Bounds(CONNECTIONS, Duration.ofSeconds(75));

  private final URI url;
  private final Client client;
  private final Optional<Database> database;
  private final Reach reach;
  private final CollectionState opened;
  private final Recorder recorder = new Recorder();
  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();

  private ServedArena(
      URI url, Client client, Reach reach, Optional<Database> database, CollectionState opened) {
    this.url = url;
    this.client = client;
    this.reach = reach;
    this.database = database;
    this.opened = opened;
    recorder.opened(opened);
  }

  /// Opens a collection.
  ///
  /// @param database of the server, for an audit of its tables; empty: only what HTTP tells is
  ///   judged
  /// @param strategy of the collection; empty: that of the server
  /// @throws Absent where no server answers, or something else does
  public static ServedArena open(
      URI url, Optional<Database> database, Optional<StrategyName> strategy, int supply)
      throws InterruptedException {
    var client = new Client(() -> Optional.of(url), BOUNDS);
    var reach = new Reach(url);
    var ids = new TimeOrderedIds(InstantSource.system(), new Random());
    var id = CollectionId.of(ids.next());
    try {
      Answer answer =
          Patience.ask(
              () ->
                  switch (reach.noted(client.open(id, NAME, supply, strategy))) {
                    case Reply.Answered(Outcome outcome) -> outcome;
                    case Reply.NotSent _ -> throw reach.nobody();
                    case Reply.Lost _ -> new InDoubt();
                    case Reply.Wrong(String what) ->
                        throw new Absent(
                            "what answers at %s is no server of Stockade: %s"
                                .formatted(url, what.lines().findFirst().orElse("")));
                  });
      if (answer.outcome() instanceof Decision.Opened(CollectionState state, boolean _)) {
        return new ServedArena(url, client, reach, database, state);
      }
      throw new Absent("the server at %s opens no collection now; try again".formatted(url));
    } catch (InterruptedException | RuntimeException | Error e) {
      client.close();
      throw e;
    }
  }

  @Override
  public CollectionId collection() {
    return opened.id();
  }

  @Override
  public StrategyName strategy() {
    return opened.assignment().mode() == Assignment.Mode.AUTO ? Strategies.AUTO : opened.strategy();
  }

  @Override
  public Answer offer(int caller, Bid bid) throws InterruptedException {
    Answer placed = Patience.ask(() -> outcome(client.place(bid)));
    if (!(placed.outcome() instanceof Decision.Placed)) {
      return placed;
    }
    recorder.placed(bid);
    var accept = new Command.Accept(collection(), bid.id());
    return Patience.ask(() -> accept(caller, accept));
  }

  private Outcome accept(int caller, Command.Accept accept) throws InterruptedException {
    long start = recorder.now();
    Reply reply = client.decide(accept);
    Outcome outcome = outcome(reply);
    if (!(reply instanceof Reply.NotSent)) {
      recorder.add(caller, start, recorder.now(), List.of(accept), List.of(outcome));
    }
    return outcome;
  }

  private Outcome outcome(Reply reply) {
    return switch (reach.noted(reply)) {
      case Reply.Answered(Outcome outcome) -> outcome;
      case Reply.NotSent _ -> new Deferred.Busy(reach.pause());
      case Reply.Lost _ -> new InDoubt();
      case Reply.Wrong(String what) -> {
        findings.add(new Finding("callers", "WrongAnswer", "%s: %s".formatted(url, what)));
        if (findings.size() > MOST_WRONG) {
          throw new Absent(
              "the server at %s answers what no server may, again and again: %s"
                  .formatted(url, what.lines().findFirst().orElse("")));
        }
        yield new InDoubt();
      }
    };
  }

  @Override
  public Verdict judge() throws InterruptedException {
    try {
      Ending ending = client.ending(collection());
      // Between the server and its database connections may have broken; nobody here knows.
      History told = recorder.history(true, List.of(ending));
      History whole = new Strangers(client, recorder.now()).join(told);
      Verdict verdict = Verdict.of(whole, List.copyOf(findings));
      return database.isPresent() ? new ServedTables(database.get()).join(verdict, whole) : verdict;
    } catch (Unread e) {
      throw new Absent("the server at %s cannot be read: %s".formatted(url, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
