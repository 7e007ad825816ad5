package dev.stockade.engine.strategy.queue;

import dev.stockade.core.Decision;
import dev.stockade.core.Deferred;
import dev.stockade.core.Entry;
import dev.stockade.core.InDoubt;
import dev.stockade.core.Outcome;
import java.time.Instant;
import java.util.List;

/// The outcomes of the commands that go through the queue, as words. A time is the seconds since
/// 1970 and the nanoseconds beyond them, which is quicker to write and to read than a date.
final class Told {
  private Told() {}

  static String of(Outcome outcome) {
    return switch (outcome) {
      case Decision.Accepted it ->
          Words.join("accepted", it.bid(), it.quantity(), of(it.entry()), it.repeated());
      case Decision.BidWithdrawn(Entry entry) -> Words.join("bid-withdrawn", of(entry));
      case Decision.BidRejected(Entry entry) -> Words.join("bid-rejected", of(entry));
      case Decision.NotEnoughStock(int requested, int stock) ->
          Words.join("not-enough-stock", requested, stock);
      case Decision.SoldOut it -> "sold-out";
      case Decision.Closed it -> "closed";
      case Decision.UnknownCollection it -> "unknown-collection";
      case Decision.UnknownBid it -> "unknown-bid";
      case Decision.IdInUse it -> "id-in-use";
      case InDoubt it -> "in-doubt";
      case Deferred other -> throw notTold(other);
      case Decision.Opened other -> throw notTold(other);
      case Decision.Placed other -> throw notTold(other);
      case Decision.Unchanged other -> throw notTold(other);
      case Decision.Withdrawn other -> throw notTold(other);
      case Decision.Rejected other -> throw notTold(other);
      case Decision.Released other -> throw notTold(other);
      case Decision.Restocked other -> throw notTold(other);
      case Decision.CollectionClosed other -> throw notTold(other);
      case Decision.StrategyChanged other -> throw notTold(other);
      case Decision.Moved other -> throw notTold(other);
      case Decision.BidAccepted other -> throw notTold(other);
      case Decision.BidReleased other -> throw notTold(other);
      case Decision.NotAccepted other -> throw notTold(other);
      case Decision.SupplyExceeded other -> throw notTold(other);
    };
  }

  /// @throws IllegalArgumentException where the text is no outcome
  static Outcome outcome(String text) {
    List<String> words = List.of(text.split(" "));
    return switch (words.getFirst()) {
      case "accepted" ->
          new Decision.Accepted(
              Words.bid(words.get(1)),
              Integer.parseInt(words.get(2)),
              entry(words, 3),
              Boolean.parseBoolean(words.get(7)));
      case "bid-withdrawn" -> new Decision.BidWithdrawn(entry(words, 1));
      case "bid-rejected" -> new Decision.BidRejected(entry(words, 1));
      case "not-enough-stock" ->
          new Decision.NotEnoughStock(
              Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)));
      case "sold-out" -> new Decision.SoldOut();
      case "closed" -> new Decision.Closed();
      case "unknown-collection" -> new Decision.UnknownCollection();
      case "unknown-bid" -> new Decision.UnknownBid();
      case "id-in-use" -> new Decision.IdInUse();
      case "in-doubt" -> new InDoubt();
      default -> throw new IllegalArgumentException("not an outcome of this version: " + text);
    };
  }

  private static String of(Entry entry) {
    Instant at = entry.at();
    return Words.join(entry.sequence(), at.getEpochSecond(), at.getNano(), entry.stock());
  }

  private static Entry entry(List<String> words, int at) {
    return new Entry(
        Long.parseLong(words.get(at)),
        Instant.ofEpochSecond(Long.parseLong(words.get(at + 1)), Long.parseLong(words.get(at + 2))),
        Integer.parseInt(words.get(at + 3)));
  }

  private static IllegalArgumentException notTold(Outcome outcome) {
    return new IllegalArgumentException("this is no outcome of an acceptance: " + outcome);
  }
}
