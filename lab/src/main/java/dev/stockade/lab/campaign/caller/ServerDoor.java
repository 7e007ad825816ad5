package dev.stockade.lab.campaign.caller;

import dev.stockade.core.Bid;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.lab.campaign.site.Server;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/// A server, asked over HTTP as its clients do.
record ServerDoor(Server behind, HttpClient http) implements Door {
  /// Longer than any deadline and any pause of a server.
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  /// A request without its place.
  private record Letter(String method, String path, String body) {}

  private interface Reading {
    Reply read(Answers.Raw raw);
  }

  @Override
  public int server() {
    return behind.number();
  }

  @Override
  public boolean takes(Command command) {
    return !(command instanceof Command.SetStrategy)
        && !(command instanceof Command.PlaceAndAccept);
  }

  @Override
  public Reply open(CollectionId id, String name, int supply) throws InterruptedException {
    String body =
        """
        {"id": "%s", "name": "%s", "supply": %d}"""
            .formatted(id.value(), name, supply);
    return send(new Letter("POST", "/v1/collections", body), it -> Answers.opened(it, id, supply));
  }

  @Override
  public Reply place(Bid bid) throws InterruptedException {
    String body =
        """
        {"id": "%s", "bidder": "%s", "quantity": %d, "price": {"amount": %d, "currency": "%s"}}"""
            .formatted(
                bid.id(),
                bid.bidder(),
                bid.quantity(),
                bid.price().amount(),
                bid.price().currency());
    return send(
        new Letter("POST", path(bid.collection()) + "/bids", body), it -> Answers.placed(it, bid));
  }

  @Override
  public Reply decide(Command command) throws InterruptedException {
    return send(letter(command), it -> Answers.decided(it, command));
  }

  private static Letter letter(Command command) {
    String collection = path(command.collection());
    return switch (command) {
      case Command.Accept c -> new Letter("POST", bid(collection, c) + "/acceptance", "");
      case Command.Release c -> new Letter("DELETE", bid(collection, c) + "/acceptance", "");
      case Command.Withdraw c -> new Letter("DELETE", bid(collection, c), "");
      case Command.Reject c -> new Letter("POST", bid(collection, c) + "/rejection", "");
      case Command.Restock c ->
          new Letter(
              "POST",
              collection + "/restocks",
              "{\"id\": \"%s\", \"quantity\": %d}".formatted(c.id(), c.quantity()));
      case Command.Close _ -> new Letter("POST", collection + "/closure", "");
      case Command.SetStrategy _, Command.PlaceAndAccept _ ->
          throw new IllegalArgumentException("there is no path for " + command);
    };
  }

  private static String path(CollectionId collection) {
    return "/v1/collections/" + collection.value();
  }

  private static String bid(String collection, Command.OnBid command) {
    return collection + "/bids/" + command.bid();
  }

  private Reply send(Letter letter, Reading reading) throws InterruptedException {
    Optional<URI> url = behind.url();
    if (url.isEmpty()) {
      return new Reply.NotSent();
    }
    BodyPublisher body =
        letter.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(letter.body());
    HttpRequest request =
        HttpRequest.newBuilder(url.get().resolve(letter.path()))
            .timeout(ANSWER_LIMIT)
            .header("Content-Type", "application/json")
            .method(letter.method(), body)
            .build();
    try {
      return reading.read(Answers.Raw.of(http.send(request, BodyHandlers.ofString())));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new Reply.NotSent();
    } catch (IOException e) {
      return new Reply.Lost(e.toString());
    }
  }
}
