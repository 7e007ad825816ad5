package dev.stockade.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/// A seeded generator of collections, bids and commands, small enough that everything collides with
/// everything.
final class World {
  static final StrategyName ROW_LOCK = new StrategyName("row-lock");
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  final SplittableRandom random;
  final CollectionId id;
  final List<Bid> bids = new ArrayList<>();
  private final List<Bid> offers = new ArrayList<>();
  private final List<RestockId> restocks = new ArrayList<>();
  private final int supply;

  World(long seed) {
    random = new SplittableRandom(seed);
    id = CollectionId.of(uuid());
    supply = random.nextInt(8);
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      CollectionId of = random.nextInt(10) == 0 ? CollectionId.of(uuid()) : id;
      bids.add(bid(of, 1 + random.nextInt(3)));
      offers.add(bid(id, 1 + random.nextInt(3)));
    }
    restocks.add(new RestockId(uuid()));
    restocks.add(new RestockId(uuid()));
  }

  View view() {
    var standings = new HashMap<BidId, Standing>();
    bids.forEach(bid -> standings.put(bid.id(), new Standing(bid, new Fate.Open())));
    return new View(CollectionState.opened(id, supply, ROW_LOCK), standings, new HashMap<>(), NOW);
  }

  List<Command> commands(int most) {
    var commands = new ArrayList<Command>();
    int count = random.nextInt(most + 1);
    for (int i = 0; i < count; i++) {
      commands.add(command());
    }
    return commands;
  }

  Command command() {
    BidId bid =
        random.nextInt(12) == 0 ? new BidId(uuid()) : bids.get(random.nextInt(bids.size())).id();
    return switch (random.nextInt(16)) {
      case 0, 1, 2, 3, 4, 5, 6 -> new Command.Accept(id, bid);
      case 7 -> new Command.Withdraw(id, bid);
      case 8 -> new Command.Reject(id, bid);
      case 9, 10 -> new Command.Release(id, bid);
      case 11 ->
          new Command.Restock(
              id, restocks.get(random.nextInt(2)), 1 + random.nextInt(2), expected());
      case 12 ->
          random.nextInt(5) == 0 ? new Command.Close(id, expected()) : new Command.Accept(id, bid);
      case 13 ->
          new Command.SetStrategy(
              id, choice(), random.nextBoolean() ? "why not" : "why", expected());
      default -> new Command.PlaceAndAccept(offers.get(random.nextInt(offers.size())));
    };
  }

  private Expected expected() {
    return random.nextBoolean() ? new Expected.Any() : new Expected.Version(random.nextInt(12));
  }

  private Choice choice() {
    var name = new StrategyName(random.nextBoolean() ? "row-lock" : "queue");
    return switch (random.nextInt(4)) {
      case 0 -> new Choice.Auto();
      case 1, 2 -> new Choice.Switch(name, Duration.ofSeconds(random.nextInt(2)));
      default -> new Choice.Pinned(name);
    };
  }

  Bid bid(CollectionId of, int quantity) {
    return new Bid(new BidId(uuid()), of, "bidder", quantity, new Price(100, "EUR"));
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
