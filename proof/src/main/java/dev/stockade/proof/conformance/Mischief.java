package dev.stockade.proof.conformance;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Expected;
import dev.stockade.core.RestockId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Random commands on one collection, few of them independent of each other: on the same few bids,
/// restocks and units.
final class Mischief {
  private final CollectionId collection;
  private final RandomGenerator random;
  private final List<Bid> placed;
  private final List<Bid> offers;
  private final List<RestockId> restocks;

  /// @param placed bids that are there
  Mischief(CollectionId collection, List<Bid> placed, RandomGenerator random) {
    this.collection = collection;
    this.random = random;
    this.placed = List.copyOf(placed);
    this.offers =
        Stream.generate(() -> Arena.offer(collection, 1 + random.nextInt(2))).limit(4).toList();
    this.restocks = Stream.generate(() -> new RestockId(UUID.randomUUID())).limit(3).toList();
  }

  /// What one caller asks for: calls, one after another, some of them for a list of commands.
  List<List<Command>> script(int calls) {
    var script = new ArrayList<List<Command>>();
    for (int i = 0; i < calls; i++) {
      int commands = random.nextInt(8) == 0 ? 2 : 1;
      script.add(Stream.generate(this::command).limit(commands).toList());
    }
    return script;
  }

  private Command command() {
    Bid bid = placed.get(random.nextInt(placed.size()));
    return switch (random.nextInt(20)) {
      case 0 -> Arena.withdraw(bid);
      case 1 -> Arena.reject(bid);
      case 2, 3, 4, 5 -> Arena.release(bid);
      case 6 ->
          new Command.Restock(
              collection,
              restocks.get(random.nextInt(restocks.size())),
              1,
              new Expected.Version(random.nextInt(8)));
      case 7 ->
          new Command.Restock(
              collection, restocks.get(random.nextInt(restocks.size())), 1 + random.nextInt(8) / 7);
      case 8, 9, 10 -> new Command.PlaceAndAccept(offers.get(random.nextInt(offers.size())));
      case 11 -> Arena.accept(offers.get(random.nextInt(offers.size())));
      case 12 -> random.nextInt(8) == 0 ? new Command.Close(collection) : Arena.accept(bid);
      default -> Arena.accept(bid);
    };
  }
}
