package dev.stockade.engine.strategy.queue;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Price;
import dev.stockade.core.TenantId;
import java.util.UUID;

/// The commands that go through the queue, as words.
final class Requested {
  private static final int WORDS_OF_ACCEPT = 4;
  private static final int WORDS_OF_OFFER = 8;

  private Requested() {}

  /// Whether a command goes through the queue. The others are seldom, and must work without Redis:
  /// one of them moves a collection away from the queue.
  static boolean has(Command command) {
    return command instanceof Command.Accept || command instanceof Command.PlaceAndAccept;
  }

  static String of(Command command) {
    return switch (command) {
      case Command.Accept accept ->
          Words.join("accept", key(accept.collection()), accept.bid().toString());
      case Command.PlaceAndAccept(Bid bid) ->
          Words.join(
              "place-and-accept",
              key(bid.collection()),
              bid.id(),
              bid.quantity(),
              bid.price().amount(),
              bid.price().currency(),
              bid.bidder());
      case Command.Withdraw other -> throw notQueued(other);
      case Command.Reject other -> throw notQueued(other);
      case Command.Release other -> throw notQueued(other);
      case Command.Restock other -> throw notQueued(other);
      case Command.Close other -> throw notQueued(other);
      case Command.SetStrategy other -> throw notQueued(other);
    };
  }

  /// @throws IllegalArgumentException where the text is no command
  static Command command(String text) {
    String[] accept = text.split(" ", WORDS_OF_ACCEPT);
    if (accept.length == WORDS_OF_ACCEPT && accept[0].equals("accept")) {
      return new Command.Accept(collection(accept), Words.bid(accept[3]));
    }
    String[] offer = text.split(" ", WORDS_OF_OFFER);
    if (offer.length == WORDS_OF_OFFER && offer[0].equals("place-and-accept")) {
      var price = new Price(Long.parseLong(offer[5]), offer[6]);
      return new Command.PlaceAndAccept(
          new Bid(
              Words.bid(offer[3]), collection(offer), offer[7], Integer.parseInt(offer[4]), price));
    }
    throw new IllegalArgumentException("not a request of this version: " + text);
  }

  private static String key(CollectionId id) {
    return Words.join(id.tenant(), id.value());
  }

  private static CollectionId collection(String[] words) {
    return new CollectionId(new TenantId(words[1]), UUID.fromString(words[2]));
  }

  private static IllegalArgumentException notQueued(Command command) {
    return new IllegalArgumentException("this command does not go through the queue: " + command);
  }
}
