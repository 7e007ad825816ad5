package dev.stockade.proof.checker;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Event;
import dev.stockade.proof.history.Call;

/// A broken promise, with what proves it.
public sealed interface Violation {
  CollectionId collection();

  /// What is wrong, in one sentence.
  String sentence();

  /// The name under which it is reported.
  default String name() {
    return getClass().getSimpleName();
  }

  /// More units are promised than were supplied.
  ///
  /// @param units how many more, at the worst moment
  record Oversold(CollectionId collection, long units) implements Violation {
    @Override
    public String sentence() {
      return "%s has promised %d more units than it was supplied with".formatted(collection, units);
    }
  }

  /// The row has fewer units in stock than its events leave: nobody holds them.
  record Undersold(CollectionId collection, long units) implements Violation {
    @Override
    public String sentence() {
      return "%s has lost %d units that nobody holds".formatted(collection, units);
    }
  }

  /// The logs hold two acceptances of one bid.
  record AcceptedTwice(CollectionId collection, BidId bid, long first, long second)
      implements Violation {
    @Override
    public String sentence() {
      return "bid %s is accepted twice in %s, at sequences %d and %d"
          .formatted(bid, collection, first, second);
    }
  }

  /// Callers were told two acceptances of one bid.
  record TwoAnswers(CollectionId collection, BidId bid, long first, long second)
      implements Violation {
    @Override
    public String sentence() {
      return "bid %s in %s was answered accepted at sequence %d and at %d"
          .formatted(bid, collection, first, second);
    }
  }

  /// A caller was told of an acceptance that is not in the log at the sequence that it was told.
  record LostAcceptance(CollectionId collection, BidId bid, long sequence, Call call)
      implements Violation {
    @Override
    public String sentence() {
      return "%s lost the acceptance of bid %s, which caller %d was told at sequence %d"
          .formatted(collection, bid, call.caller(), sequence);
    }
  }

  /// A caller was told of another event that is not in the log at the sequence that it was told.
  record LostEvent(CollectionId collection, long sequence, Call call) implements Violation {
    @Override
    public String sentence() {
      return "%s lost what caller %d was told of sequence %d: %s"
          .formatted(collection, call.caller(), sequence, call.outcome());
    }
  }

  /// An answer tells of an event other units, another stock, or another time than the log does.
  record AnswerDiffers(CollectionId collection, long sequence, Call call, Event logged)
      implements Violation {
    @Override
    public String sentence() {
      return "caller %d was told %s, but sequence %d of %s is %s"
          .formatted(call.caller(), call.outcome(), sequence, collection, logged);
    }
  }

  /// An event that no call explains.
  record Ghost(CollectionId collection, Event event, String because) implements Violation {
    @Override
    public String sentence() {
      return "%s has the event %s, but %s".formatted(collection, event, because);
    }
  }

  /// A caller was told that nothing was written, and only its call can have written the event.
  record DeferredButWritten(CollectionId collection, long sequence, Call call)
      implements Violation {
    @Override
    public String sentence() {
      return "caller %d was told %s, but its call wrote sequence %d of %s"
          .formatted(call.caller(), call.outcome(), sequence, collection);
    }
  }

  /// A caller was told that units are lacking, and at no moment of its call were they.
  ///
  /// @param from the last version that certainly stood before the call began
  /// @param to the last version that can have stood when it ended
  record FalseSoldOut(CollectionId collection, Call call, long from, long to, long stock)
      implements Violation {
    @Override
    public String sentence() {
      return "caller %d was told %s in %s of %s, which holds at none of the versions %d (stock %d) to %d"
          .formatted(call.caller(), call.outcome(), call.command(), collection, from, stock, to);
    }
  }

  /// A caller was refused for a reason that held at no moment of its call.
  record FalseRefusal(CollectionId collection, Call call, long from, long to) implements Violation {
    @Override
    public String sentence() {
      return "caller %d was told %s in %s of %s, which holds at none of the versions %d to %d"
          .formatted(call.caller(), call.outcome(), call.command(), collection, from, to);
    }
  }

  /// An answer that is none to this command.
  record WrongAnswer(CollectionId collection, Call call) implements Violation {
    @Override
    public String sentence() {
      return "caller %d asked %s of %s and was told %s"
          .formatted(call.caller(), call.command(), collection, call.outcome());
    }
  }

  /// A call that began after a later event was told wrote an earlier one.
  record OutOfOrder(CollectionId collection, Call call, long sequence, long later)
      implements Violation {
    @Override
    public String sentence() {
      return "caller %d wrote sequence %d of %s in a call that began after sequence %d had been told"
          .formatted(call.caller(), sequence, collection, later);
    }
  }

  /// A caller was told that its call wrote an event which another call had written, or was told to
  /// have written.
  record RepeatToldAsNew(CollectionId collection, Call call, long sequence) implements Violation {
    @Override
    public String sentence() {
      return "caller %d was told that it wrote sequence %d of %s, which another call had written"
          .formatted(call.caller(), sequence, collection);
    }
  }

  /// The sequences of a log do not count 1, 2, 3, …: one is missing, or stands twice.
  record SequenceGap(CollectionId collection, long expected, long found) implements Violation {
    @Override
    public String sentence() {
      return "the log of %s has sequence %d where %d is due".formatted(collection, found, expected);
    }
  }

  /// An event that the events before it rule out.
  record ForbiddenEvent(CollectionId collection, Event event, String because) implements Violation {
    @Override
    public String sentence() {
      return "%s has the event %s, but %s".formatted(collection, event, because);
    }
  }

  /// An event notes another stock than the events up to it leave.
  record StockDiffers(CollectionId collection, long sequence, long noted, long replayed)
      implements Violation {
    @Override
    public String sentence() {
      return "sequence %d of %s notes a stock of %d, but the events leave %d"
          .formatted(sequence, collection, noted, replayed);
    }
  }

  /// The row is not what the events add up to.
  record RowDiffers(CollectionId collection, String column, String found, String replayed)
      implements Violation {
    @Override
    public String sentence() {
      return "the row of %s has %s %s, but its events give %s"
          .formatted(collection, column, found, replayed);
    }
  }
}
