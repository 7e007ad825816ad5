package dev.stockade.server.api;

import dev.stockade.engine.Setting;
import dev.stockade.engine.Stockade;
import dev.stockade.engine.TimeOrderedIds;
import dev.stockade.server.http.Background;
import dev.stockade.server.http.Routes;
import dev.stockade.server.streaming.Following;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// All that the server answers.
public final class Api {
  private Api() {}

  /// How the API is set up.
  ///
  /// @param ifMatchRequired whether an edit of a collection must say what it has seen
  /// @param background where requests go on whose clients do not wait
  public record Setup(boolean ifMatchRequired, Background background) {}

  /// Where requests go on whose clients do not wait.
  ///
  /// @param most that are known at once
  /// @param kept how long an answer is
  /// @param drain how long those under way are waited for at the end
  public static Background background(int most, Duration kept, Duration drain) {
    return new Background(
        new Background.Bounds(most, kept, Paths.OPERATIONS, drain), System::nanoTime);
  }

  /// The routes of all resources.
  ///
  /// @param following who follows what happens
  /// @param ending whether the server lets nobody in any more
  /// @param databaseAnswers asks the database, within a second or two
  public static Routes routes(
      Stockade engine,
      Following following,
      Setup setup,
      BooleanSupplier ending,
      BooleanSupplier databaseAnswers) {
    var ids = new TimeOrderedIds(InstantSource.system(), new SecureRandom());
    var answers = new Answers(engine);
    var once = new AtMostOnce(engine);
    var pages = new Pages(engine.config().get(Setting.PAGE));
    return new Routes(
        Stream.of(
                new Collections(engine, answers, ids, pages).routes(),
                new CollectionEdits(engine, answers, once, ids, setup.ifMatchRequired()).routes(),
                new Bids(engine, answers, once, ids).routes(),
                new BidLists(engine, pages).routes(),
                new Acceptances(engine, answers, once).routes(),
                new ManyAcceptances(once, engine.config().get(Setting.COMMANDS_PER_CALL)).routes(),
                new Events(engine, pages, following.collections()).routes(),
                new TenantEvents(following.feeds(), pages, following.tenants()).routes(),
                new Operations(setup.background()).routes(),
                new Health(ending, databaseAnswers).routes(),
                Problems.routes(),
                Documentation.routes())
            .flatMap(List::stream)
            .toList());
  }
}
