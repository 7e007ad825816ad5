package dev.stockade.proof.checker;

import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Expected;
import dev.stockade.core.Quantity;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.PlacedBid;
import java.util.Optional;

/// Whether a refusal was true at one instant of its call.
///
/// The instants are the positions of the log from the last event that had certainly happened when
/// the call began to the last one that can have happened when it ended. A refusal holds if it is
/// true at any of them.
final class Refusals {
  /// Positions from one to another, both included; empty where `from` is above `to`.
  private record Span(int from, int to) {
    Span since(int position) {
      return new Span(Math.max(from, position), to);
    }

    Span before(int position) {
      return new Span(from, Math.min(to, position - 1));
    }

    boolean isEmpty() {
      return from > to;
    }
  }

  private final Replay replay;
  private final Timeline timeline;
  private final Bids bids;

  Refusals(Replay replay, Timeline timeline, Bids bids) {
    this.replay = replay;
    this.timeline = timeline;
    this.bids = bids;
  }

  /// Whether the refusal can be an answer to the command at all.
  static boolean fits(Command command, Decision.Refused refused) {
    return switch (refused) {
      case Decision.UnknownCollection _ -> true;
      case Decision.UnknownBid _ ->
          command instanceof Command.OnBid && !(command instanceof Command.PlaceAndAccept);
      case Decision.IdInUse _ ->
          command instanceof Command.PlaceAndAccept || command instanceof Command.Restock;
      case Decision.Moved r ->
          command instanceof Command.OnCollection c
              && c.expected() instanceof Expected.Version wanted
              && wanted.version() != r.version();
      case Decision.BidWithdrawn _ ->
          command instanceof Command.OnBid && !(command instanceof Command.Withdraw);
      case Decision.BidRejected _ ->
          command instanceof Command.OnBid && !(command instanceof Command.Reject);
      case Decision.BidAccepted _, Decision.BidReleased _ ->
          command instanceof Command.Withdraw || command instanceof Command.Reject;
      case Decision.NotAccepted _ -> command instanceof Command.Release;
      case Decision.Closed _ ->
          !(command instanceof Command.Release || command instanceof Command.Close);
      case Decision.SoldOut _, Decision.NotEnoughStock _ ->
          command instanceof Command.Accept || command instanceof Command.PlaceAndAccept;
      case Decision.SupplyExceeded _ -> command instanceof Command.Restock;
    };
  }

  /// Whether a refusal that fits was true at an instant of its call. The collection exists from the
  /// start.
  boolean holds(Call call, Decision.Refused refused) {
    var span = new Span(timeline.from(call), timeline.to(call));
    return switch (refused) {
      case Decision.UnknownCollection _ -> false;
      case Decision.UnknownBid _ -> !unplaced(call, span).isEmpty();
      case Decision.IdInUse _ -> canBeInUse(call.command());
      case Decision.Moved r ->
          span.from() <= r.version()
              && r.version() <= span.to()
              && !(call.command() instanceof Command.Close && r.version() >= replay.closed());
      case Decision.BidWithdrawn _, Decision.BidRejected _, Decision.BidReleased _ ->
          !named(call, refused, span).isEmpty();
      case Decision.BidAccepted _ ->
          !named(call, refused, span).before(story(call).released).isEmpty();
      case Decision.NotAccepted _ ->
          known(call.command()) && !span.before(story(call).settled()).isEmpty();
      case Decision.Closed _ -> !open(call, span.since(replay.closed())).isEmpty();
      case Decision.SoldOut _ -> lacks(call, span, 0);
      case Decision.NotEnoughStock r ->
          r.stock() > 0
              && r.stock() < r.requested()
              && r.requested() == requested(call.command())
              && lacks(call, span, r.stock());
      case Decision.SupplyExceeded _ ->
          call.command() instanceof Command.Restock c
              && replay.supply(span.to()) + c.quantity() > Quantity.MAX;
    };
  }

  private boolean lacks(Call call, Span span, long stock) {
    Span selling = open(call, span).before(replay.closed());
    return known(call.command())
        && !selling.isEmpty()
        && replay.stockIs(stock, selling.from(), selling.to());
  }

  /// The part of the span in which the bid of the call was not settled; all of it where the call is
  /// about no bid.
  private Span open(Call call, Span span) {
    return call.command() instanceof Command.OnBid ? span.before(story(call).settled()) : span;
  }

  private Span named(Call call, Decision.Refused refused, Span span) {
    return span.since(
        Naming.of(call, refused).map(naming -> naming.find(replay)).orElse(Replay.NEVER));
  }

  private Replay.Story story(Call call) {
    return call.command() instanceof Command.OnBid command
        ? replay.story(command.bid())
        : new Replay.Story();
  }

  /// The part of the span in which the bid was perhaps not on this collection.
  private Span unplaced(Call call, Span span) {
    if (!(call.command() instanceof Command.OnBid command)) {
      return span;
    }
    Optional<PlacedBid> placed = bids.placed(command.collection(), command.bid());
    return placed.isPresent() && placed.get().by() < call.start()
        ? span.before(0)
        : span.before(replay.story(command.bid()).settled());
  }

  /// Whether a bid that is not settled can be told to be so: it is there, or it comes with the
  /// command.
  private boolean known(Command command) {
    return switch (command) {
      case Command.PlaceAndAccept _ -> true;
      case Command.OnBid c -> bids.placed(c.collection(), c.bid()).isPresent();
      case Command.Restock _, Command.Close _, Command.SetStrategy _ -> false;
    };
  }

  private int requested(Command command) {
    return switch (command) {
      case Command.PlaceAndAccept c -> c.offer().quantity();
      case Command.OnBid c ->
          bids.placed(c.collection(), c.bid()).map(placed -> placed.bid().quantity()).orElse(0);
      case Command.Restock _, Command.Close _, Command.SetStrategy _ -> 0;
    };
  }

  private boolean canBeInUse(Command command) {
    return switch (command) {
      case Command.PlaceAndAccept c -> bids.canBeInUse(c.offer());
      case Command.Restock c -> bids.canBeInUse(c.collection(), c.id());
      case Command.OnBid _, Command.Close _, Command.SetStrategy _ -> false;
    };
  }
}
