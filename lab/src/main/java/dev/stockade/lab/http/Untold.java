package dev.stockade.lab.http;

import dev.stockade.core.Decision;
import dev.stockade.core.Entry;
import dev.stockade.core.Event;
import dev.stockade.core.Outcome;
import dev.stockade.proof.history.Call;
import dev.stockade.proof.history.Ending;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What an answer over HTTP leaves out, and the log knows: the stock at the event that a refusal
/// names, and the entry of a close. A judge that compares whole entries would take its absence for
/// a lie. What the answer does tell is compared as it was told.
public final class Untold {
  static final int STOCK = Integer.MAX_VALUE;
  static final Entry ENTRY = new Entry(Long.MAX_VALUE, Instant.MAX, STOCK);

  private Untold() {}

  /// The call with what it was not told, where the log has it.
  public static Call fill(Call call, Ending ending) {
    Outcome filled =
        switch (call.outcome()) {
          case Decision.CollectionClosed(Entry entry, boolean repeated) when entry.equals(ENTRY) ->
              new Decision.CollectionClosed(
                  find(ending, Event.CollectionClosed.class::isInstance).orElse(entry), repeated);
          case Decision.BidWithdrawn(Entry entry) ->
              new Decision.BidWithdrawn(filled(entry, ending));
          case Decision.BidRejected(Entry entry) -> new Decision.BidRejected(filled(entry, ending));
          case Decision.BidAccepted(Entry entry) -> new Decision.BidAccepted(filled(entry, ending));
          case Decision.BidReleased(Entry entry) -> new Decision.BidReleased(filled(entry, ending));
          case Outcome told -> told;
        };
    return new Call(call.caller(), call.start(), call.end(), call.command(), filled);
  }

  private static Entry filled(Entry told, Ending ending) {
    if (told.stock() != STOCK) {
      return told;
    }
    return find(ending, event -> event.entry().sequence() == told.sequence())
        .map(logged -> new Entry(told.sequence(), told.at(), logged.stock()))
        .orElse(told);
  }

  private static Optional<Entry> find(Ending ending, Predicate<Event> wanted) {
    List<Event> log = ending.log();
    return log.stream().filter(wanted).findFirst().map(Event::entry);
  }
}
