package dev.stockade.proof.checker;

import dev.stockade.core.Command;
import dev.stockade.core.Decision;
import dev.stockade.core.Entry;
import dev.stockade.proof.history.Call;
import java.util.Optional;

/// The event that a refusal names as its reason: what somebody else did to the bid before.
record Naming(Subject subject, Entry entry) {

  static Optional<Naming> of(Call call, Decision.Refused refused) {
    return switch (refused) {
      case Decision.BidWithdrawn r -> on(call, Subject.Kind.WITHDRAW, r.entry());
      case Decision.BidRejected r -> on(call, Subject.Kind.REJECT, r.entry());
      case Decision.BidAccepted r -> on(call, Subject.Kind.ACCEPT, r.entry());
      case Decision.BidReleased r -> on(call, Subject.Kind.RELEASE, r.entry());
      case Decision.UnknownCollection _,
          Decision.UnknownBid _,
          Decision.IdInUse _,
          Decision.Moved _,
          Decision.NotAccepted _,
          Decision.Closed _,
          Decision.SoldOut _,
          Decision.NotEnoughStock _,
          Decision.SupplyExceeded _ ->
          Optional.empty();
    };
  }

  private static Optional<Naming> on(Call call, Subject.Kind kind, Entry entry) {
    return call.command() instanceof Command.OnBid command
        ? Optional.of(new Naming(new Subject(kind, command.bid()), entry))
        : Optional.empty();
  }

  /// Where the named event stands in the log, or [Replay#NEVER].
  int find(Replay replay) {
    return replay.find(entry.sequence(), subject);
  }
}
