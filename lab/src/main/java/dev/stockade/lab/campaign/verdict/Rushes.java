package dev.stockade.lab.campaign.verdict;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Event;
import dev.stockade.lab.arena.Finding;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.History;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Where nothing ever comes back into the stock, nobody may be told a refusal for a bid that is
/// accepted, neither before nor after.
final class Rushes {
  private Rushes() {}

  static List<Finding> refusedAndAccepted(History history, Predicate<CollectionId> isRush) {
    Set<BidId> accepted = new HashSet<>();
    history.endings().stream()
        .flatMap(ending -> ending.log().stream())
        .forEach(
            event -> {
              if (event instanceof Event.BidAccepted it) {
                accepted.add(it.bid());
              }
            });
    return history.calls().stream()
        .filter(call -> isRush.test(call.command().collection()))
        .filter(call -> call.outcome() instanceof Decision.Refused)
        .filter(call -> call.command() instanceof Command.OnBid it && accepted.contains(it.bid()))
        .map(Rushes::finding)
        .toList();
  }

  private static Finding finding(Call call) {
    return new Finding(
        "refusals",
        "RefusedAndAccepted",
        "caller %d was told %s of a bid that is accepted: %s"
            .formatted(call.caller(), call.outcome(), call.command()));
  }
}
