package dev.stockade.server.api;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Entry;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import dev.stockade.engine.DatabaseException;
import dev.stockade.engine.Edits;
import dev.stockade.engine.Stockade;
import dev.stockade.server.http.Answer;
import dev.stockade.server.http.EntityTag;
import dev.stockade.server.http.Problem;
import dev.stockade.server.http.ProblemType;
import java.util.UUID;

/// What the engine's outcomes are in HTTP. The `switch` has no default: a new outcome breaks the
/// build and not a client.
///
/// 201: this call did it. 200: it was done before, or it was a DELETE. 404, 409: refused. 429, 503:
/// nothing was written, ask again after `Retry-After`. 504: ask again with the same id.
final class Answers {
  /// The header field that tells by which strategy a collection is decided.
  static final String STRATEGY = "Stockade-Strategy";

  private final Stockade engine;
  private final Edits edits;

  Answers(Stockade engine) {
    this(engine, engine);
  }

  private Answers(Stockade engine, Edits edits) {
    this.engine = engine;
    this.edits = edits;
  }

  /// The same, of what edits came to: what is read back is read by them too.
  Answers of(Edits edits) {
    return new Answers(engine, edits);
  }

  /// @param subject the id that the command carries, to ask again with where it was made here
  Answer of(Outcome outcome, CollectionId collection, UUID subject) throws InterruptedException {
    return switch (outcome) {
      case Decision.Opened it -> orDoubt(subject, () -> opened(collection, it.repeated()));
      case Decision.Placed it ->
          orDoubt(subject, () -> placed(collection, it.bid().id(), it.repeated()));
      case Decision.Unchanged() -> orDoubt(subject, () -> collection(collection));
      case Decision.Accepted it -> byStrategy(acceptance(collection, it), collection, engine);
      case Decision.Rejected it -> created(collection, it);
      case Decision.Restocked it -> created(collection, it);
      case Decision.CollectionClosed it ->
          orDoubt(subject, () -> closed(collection, it.repeated()));
      case Decision.StrategyChanged it -> done(collection, it);
      case Decision.Withdrawn it -> done(collection, it);
      case Decision.Released it -> done(collection, it);
      case Decision.Refused refused -> refusal(refused).answer();
      case Deferred deferred -> deferral(deferred, subject).answer();
      case InDoubt() -> doubt(subject).answer();
    };
  }

  private interface Read {
    Answer answer() throws InterruptedException;
  }

  /// What was done, read back. Where that cannot be read the answer must not say that nothing was
  /// written.
  private static Answer orDoubt(UUID subject, Read read) throws InterruptedException {
    try {
      return read.answer();
    } catch (DatabaseException e) {
      return doubt(subject).answer();
    }
  }

  /// A collection as it is now.
  Answer collection(CollectionId id) throws InterruptedException {
    return edits
        .read()
        .collection(id)
        .map(
            listing ->
                Answer.ok(Shapes.collection(listing)).tagged(IfMatch.tag(listing.revision())))
        .orElseGet(() -> refusal(new Decision.UnknownCollection()).answer());
  }

  /// A bid as it is now.
  Answer bid(CollectionId collection, BidId bid) throws InterruptedException {
    return engine
        .read()
        .bid(collection, bid)
        .map(placed -> Answer.ok(Shapes.bid(placed)).tagged())
        .orElseGet(() -> refusal(new Decision.UnknownBid()).answer());
  }

  private Answer opened(CollectionId id, boolean repeated) throws InterruptedException {
    return now(id, repeated).at(Paths.of(id));
  }

  private Answer closed(CollectionId id, boolean repeated) throws InterruptedException {
    return byStrategy(now(id, repeated), id, edits);
  }

  /// What was made of a collection, which is told as it is now.
  private Answer now(CollectionId id, boolean repeated) throws InterruptedException {
    Answer now = collection(id);
    Answer made = Answer.created(repeated, now.body());
    String tag = now.headers().get(EntityTag.HEADER);
    return tag == null ? made : made.with(EntityTag.HEADER, tag);
  }

  private Answer placed(CollectionId collection, BidId bid, boolean repeated)
      throws InterruptedException {
    return Answer.created(repeated, bid(collection, bid).body()).at(Paths.of(collection, bid));
  }

  /// That a bid is accepted, and where that can be read.
  static Answer acceptance(CollectionId collection, Decision.Accepted accepted) {
    return Answer.created(accepted.repeated(), Shapes.done(collection, accepted))
        .at(Paths.of(collection, accepted.bid()) + "/acceptance");
  }

  private Answer created(CollectionId collection, Decision.Done done) {
    return byStrategy(
        Answer.created(done.repeated(), Shapes.done(collection, done)), collection, edits);
  }

  private Answer done(CollectionId collection, Decision.Done done) {
    return byStrategy(Answer.ok(Shapes.done(collection, done)), collection, edits);
  }

  /// The same with the strategy by which this node decides the collection, where it has that in
  /// mind. In a header: the body of a repeated answer is the same, whatever the strategy is by
  /// then.
  static Answer byStrategy(Answer answer, CollectionId collection, Edits edits) {
    return edits
        .strategy(collection)
        .map(strategy -> answer.with(STRATEGY, strategy.value()))
        .orElse(answer);
  }

  static Problem refusal(Decision.Refused refused) {
    return switch (refused) {
      case Decision.UnknownCollection() ->
          Problem.of(ProblemType.UNKNOWN_COLLECTION, "there is no collection of this id");
      case Decision.UnknownBid() ->
          Problem.of(ProblemType.UNKNOWN_BID, "no bid of this id was placed on this collection");
      case Decision.IdInUse() ->
          Problem.of(ProblemType.ID_IN_USE, "the id is in use for something else; take another");
      case Decision.Moved(long version) ->
          Problem.of(
                  ProblemType.VERSION_MOVED,
                  "the collection is not what If-Match says: read it again; its version is "
                      + version)
              .with("version", version);
      case Decision.BidWithdrawn(Entry entry) ->
          settled(ProblemType.BID_WITHDRAWN, "the bidder took the bid back", entry);
      case Decision.BidRejected(Entry entry) ->
          settled(ProblemType.BID_REJECTED, "the seller declined the bid", entry);
      case Decision.BidAccepted(Entry entry) ->
          settled(ProblemType.BID_ACCEPTED, "the bid was accepted; release its acceptance", entry);
      case Decision.BidReleased(Entry entry) ->
          settled(
              ProblemType.BID_RELEASED, "the bid's acceptance was released: it is finished", entry);
      case Decision.NotAccepted() ->
          Problem.of(ProblemType.NOT_ACCEPTED, "the bid is open: there is nothing to release");
      case Decision.Closed() -> Problem.of(ProblemType.CLOSED, "the collection is closed for good");
      case Decision.SoldOut() ->
          Problem.of(ProblemType.SOLD_OUT, "no unit is left").with("stock", 0);
      case Decision.NotEnoughStock it ->
          Problem.of(
                  ProblemType.NOT_ENOUGH_STOCK,
                  "the bid asks for %d units, and %d are left"
                      .formatted(it.requested(), it.stock()))
              .with("requested", it.requested())
              .with("stock", it.stock());
      case Decision.SupplyExceeded() ->
          Problem.of(
              ProblemType.SUPPLY_EXCEEDED,
              "the collection would have more than 1,000,000,000 units");
    };
  }

  private static Problem settled(ProblemType type, String detail, Entry entry) {
    return Problem.of(type, detail)
        .with("sequence", entry.sequence())
        .with("at", entry.at().toString());
  }

  static Problem doubt(UUID subject) {
    return Problem.of(
            ProblemType.IN_DOUBT,
            "it may have happened, or may yet; ask again with the same id to be sure")
        .with("id", subject.toString());
  }

  static Problem deferral(Deferred deferred, UUID subject) {
    return deferral(deferred).with("id", subject.toString());
  }

  static Problem deferral(Deferred deferred) {
    Problem problem =
        switch (deferred) {
          case Deferred.RateLimited _ ->
              Problem.of(ProblemType.RATE_LIMITED, "the collection's rate is used up");
          case Deferred.Conflict it ->
              Problem.of(
                      ProblemType.CONFLICT,
                      "others were faster in %d attempts; nothing was written"
                          .formatted(it.attempts()))
                  .with("attempts", it.attempts());
          case Deferred.Busy _ ->
              Problem.of(
                  ProblemType.BUSY,
                  "there is no room or no time, or the database is away; nothing was written");
        };
    return problem.retryAfter(deferred.retryAfter());
  }
}
