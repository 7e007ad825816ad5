package dev.stockade.lab.arena;

import dev.stockade.core.BidId;
import dev.stockade.core.Command;
import dev.stockade.core.Event;
import dev.stockade.core.InDoubt;
import dev.stockade.lab.http.Client;
import dev.stockade.lab.http.Unread;
import dev.stockade.lab.http.Untold;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.Ending;
import dev.stockade.proof.history.History;
import dev.stockade.proof.history.PlacedBid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Joins to a history what others did to the same collection: for each event that none of its
/// callers asked for, a call whose answer nobody here has seen.
///
/// @param client to read the bids of others
/// @param end nanoseconds on the clock of the history, after its last call
record Strangers(Client client, long end) {
  private static final int NOBODY = 0;

  /// @param told of one collection, all its calls acceptances of bids that they placed
  History join(History told) throws Unread, InterruptedException {
    Ending ending = told.endings().getFirst();
    Set<BidId> ours = new HashSet<>();
    told.bids().forEach(placed -> ours.add(placed.bid().id()));
    var calls = new ArrayList<Call>();
    told.calls().forEach(call -> calls.add(Untold.fill(call, ending)));
    var bids = new ArrayList<>(told.bids());
    Set<BidId> read = new HashSet<>();
    for (Event event : ending.log()) {
      Optional<Command> command = command(ending, event, ours);
      command.ifPresent(it -> calls.add(new Call(NOBODY, 0, end, it, new InDoubt())));
      if (event instanceof Event.OnBid on && !ours.contains(on.bid()) && read.add(on.bid())) {
        bids.add(new PlacedBid(client.bid(ending.row().id(), on.bid()), end));
      }
    }
    return new History(told.brokenConnections(), told.openings(), bids, calls, List.of(ending));
  }

  private static Optional<Command> command(Ending ending, Event event, Set<BidId> ours) {
    var id = ending.row().id();
    return switch (event) {
      case Event.BidAccepted e ->
          ours.contains(e.bid()) ? Optional.empty() : Optional.of(new Command.Accept(id, e.bid()));
      case Event.BidWithdrawn e -> Optional.of(new Command.Withdraw(id, e.bid()));
      case Event.BidRejected e -> Optional.of(new Command.Reject(id, e.bid()));
      case Event.AcceptanceReleased e -> Optional.of(new Command.Release(id, e.bid()));
      case Event.Restocked e -> Optional.of(new Command.Restock(id, e.restock(), e.quantity()));
      case Event.CollectionClosed _ -> Optional.of(new Command.Close(id));
      case Event.StrategyChanged e ->
          Optional.of(new Command.SetStrategy(id, e.strategy(), e.reason()));
    };
  }
}
