package dev.stockade.lab.http;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.Choice;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.StrategyName;
import dev.stockade.lab.http.Connections.Bounds;
import dev.stockade.proof.history.Ending;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Asks a server, over connections that stay open. Thread-safe.
///
/// Nothing is asked twice here: who has no answer asks again with the same id.
public final class Client implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Supplier<Optional<URI>> server;
  private final Connections connections;

  /// @param server where it listens; empty while nobody knows
  public Client(Supplier<Optional<URI>> server, Bounds bounds) {
    this.server = server;
    this.connections = new Connections(bounds);
  }

  private interface Reading {
    Reply read(Raw raw);
  }

  /// Opens a collection.
  ///
  /// @param strategy empty: that of the server
  public Reply open(CollectionId id, String name, int supply, Optional<StrategyName> strategy)
      throws InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("id", id.value().toString()).put("name", name).put("supply", supply);
    strategy.ifPresent(it -> body.put("strategy", it.value()));
    return command(
        new Letter("POST", "/v1/collections", body.toString()),
        raw -> Answers.opened(raw, id, supply));
  }

  public Reply place(Bid bid) throws InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("id", bid.id().toString())
        .put("bidder", bid.bidder())
        .put("quantity", bid.quantity())
        .putObject("price")
        .put("amount", bid.price().amount())
        .put("currency", bid.price().currency());
    return command(
        new Letter("POST", path(bid.collection()) + "/bids", body.toString()),
        raw -> Answers.placed(raw, bid));
  }

  /// Whether there is a path for this kind of command.
  public static boolean takes(Command command) {
    return switch (command) {
      case Command.PlaceAndAccept _ -> false;
      case Command.SetStrategy c -> !(c.choice() instanceof Choice.Switch);
      case Command.OnBid _, Command.Restock _, Command.Close _ -> true;
    };
  }

  /// @param command of a kind that has a path
  public Reply decide(Command command) throws InterruptedException {
    return command(letter(command), raw -> Answers.decided(raw, command));
  }

  /// Reads what a collection has come to: its row, and its log up to there.
  ///
  /// @throws Unread where there is no answer, or one that makes no sense
  public Ending ending(CollectionId id) throws Unread, InterruptedException {
    return new Readings(this::read).ending(id);
  }

  /// Reads a bid.
  ///
  /// @throws Unread where there is no answer, or one that makes no sense
  public Bid bid(CollectionId collection, BidId id) throws Unread, InterruptedException {
    return new Readings(this::read).bid(collection, id);
  }

  private static Letter letter(Command command) {
    String collection = path(command.collection());
    return switch (command) {
      case Command.Accept c -> new Letter("POST", bid(collection, c.bid()) + "/acceptance", "");
      case Command.Release c -> new Letter("DELETE", bid(collection, c.bid()) + "/acceptance", "");
      case Command.Withdraw c -> new Letter("DELETE", bid(collection, c.bid()), "");
      case Command.Reject c -> new Letter("POST", bid(collection, c.bid()) + "/rejection", "");
      case Command.Restock c ->
          new Letter(
              "POST",
              collection + "/restocks",
              "{\"id\": \"%s\", \"quantity\": %d}".formatted(c.id(), c.quantity()));
      case Command.Close _ -> new Letter("POST", collection + "/closure", "");
      case Command.SetStrategy c ->
          new Letter(
              "PUT",
              collection + "/strategy",
              JSON.createObjectNode()
                  .put("strategy", name(c.choice()))
                  .put("reason", c.reason())
                  .toString());
      case Command.PlaceAndAccept _ ->
          throw new IllegalArgumentException("there is no path for " + command);
    };
  }

  private static String name(Choice choice) {
    return switch (choice) {
      case Choice.Pinned c -> c.strategy().value();
      case Choice.Auto _ -> "auto";
      case Choice.Switch _ ->
          throw new IllegalArgumentException("only an engine itself sends " + choice);
    };
  }

  static String path(CollectionId collection) {
    return "/v1/collections/" + collection.value();
  }

  static String bid(String collection, BidId bid) {
    return collection + "/bids/" + bid;
  }

  private Reply command(Letter letter, Reading reading) throws InterruptedException {
    Optional<URI> url = server.get();
    if (url.isEmpty()) {
      return new Reply.NotSent();
    }
    try {
      return reading.read(connections.send(url.get(), letter));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new Reply.NotSent();
    } catch (IOException e) {
      return new Reply.Lost(e.toString());
    }
  }

  private Raw read(String path) throws Unread, InterruptedException {
    URI url = server.get().orElseThrow(() -> new Unread("nobody knows where the server is"));
    try {
      return connections.send(url, Letter.get(path));
    } catch (IOException e) {
      throw new Unread("%s: %s".formatted(path, e));
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
