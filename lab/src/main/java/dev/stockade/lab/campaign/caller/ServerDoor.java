package dev.stockade.lab.campaign.caller;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.lab.campaign.site.Server;
import dev.stockade.lab.http.Client;
import dev.stockade.lab.http.Connections;
import dev.stockade.lab.http.Reply;
import java.time.Duration;
import java.util.Optional;

/// A server, asked over HTTP as its clients do.
record ServerDoor(int server, Client client) implements Door, AutoCloseable {
  /// More than there are callers, and longer than any deadline and any pause of a server.
  private static final Connections.Bounds BOUNDS =
      new Connections.Bounds(1_000, Duration.ofSeconds(30));

  static ServerDoor of(Server server) {
    return new ServerDoor(server.number(), new Client(server::url, BOUNDS));
  }

  @Override
  public boolean takes(Command command) {
    return Client.takes(command);
  }

  @Override
  public Reply open(CollectionId id, String name, int supply) throws InterruptedException {
    return client.open(id, name, supply, Optional.empty());
  }

  @Override
  public Reply place(Bid bid) throws InterruptedException {
    return client.place(bid);
  }

  @Override
  public Reply decide(Command command) throws InterruptedException {
    return client.decide(command);
  }

  @Override
  public void close() {
    client.close();
  }
}
