package dev.stockade.lab.arena;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Looks like a server with one collection, and accepts whatever comes, however little there is.
/// Answers can be prepared that come before.
final class PretendedServer implements AutoCloseable {
  private static final String AT = "2026-01-02T03:04:05.678901Z";

  /// An answer to the next acceptance instead of a good one.
  enum Instead {
    /// 503, and what was asked for was not done.
    BUSY,
    /// What was asked for was done, and the connection breaks.
    LOST,
    /// 500.
    DEFECT
  }

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Instead> prepared = new ArrayList<>();
  private final Map<String, Integer> sequences = new LinkedHashMap<>();
  private final List<String> foreign = new ArrayList<>();
  private int supply;

  PretendedServer() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  synchronized void prepare(Instead... answers) {
    prepared.addAll(List.of(answers));
  }

  /// Another client's bid is withdrawn.
  synchronized void withdrawn(String bid) {
    sequences.put(bid, sequences.size() + 1);
    foreign.add(bid);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/acceptance")) {
      accept(exchange, Path.of(path).getName(4).toString());
    } else if (exchange.getRequestMethod().equals("POST")) {
      if (path.equals("/v1/collections")) {
        supply = Integer.parseInt(request.replaceAll(".*\"supply\":(\\d+).*", "$1"));
      }
      answer(exchange, 201, "{\"strategy\": \"row-lock\"}");
    } else if (path.endsWith("/events")) {
      answer(exchange, 200, "{\"events\": [%s]}".formatted(String.join(",", events())));
    } else if (path.contains("/bids/")) {
      answer(exchange, 200, bid());
    } else {
      answer(exchange, 200, collection());
    }
  }

  private void accept(HttpExchange exchange, String bid) throws IOException {
    Instead instead = prepared.isEmpty() ? null : prepared.removeFirst();
    if (instead == Instead.BUSY) {
      exchange.getResponseHeaders().add("Retry-After", "1");
      answer(exchange, 503, "{\"type\": \"/problems/busy\"}");
      return;
    }
    if (instead == Instead.DEFECT) {
      answer(exchange, 500, "{\"type\": \"/problems/internal-error\"}");
      return;
    }
    boolean repeated = sequences.containsKey(bid);
    int sequence = sequences.computeIfAbsent(bid, any -> sequences.size() + 1);
    if (instead == Instead.LOST) {
      exchange.close();
      return;
    }
    answer(
        exchange,
        repeated ? 200 : 201,
        "{\"sequence\": %d, \"stock\": %d, \"at\": \"%s\", \"quantity\": 1}"
            .formatted(sequence, stockAt(sequence), AT));
  }

  private int accepted() {
    return sequences.size() - foreign.size();
  }

  private int stockAt(int sequence) {
    long before =
        sequences.entrySet().stream()
            .filter(it -> it.getValue() <= sequence && !foreign.contains(it.getKey()))
            .count();
    return Math.max(0, supply - (int) before);
  }

  private List<String> events() {
    var events = new ArrayList<String>();
    sequences.forEach(
        (bid, sequence) ->
            events.add(
                "{\"sequence\": %d, \"kind\": \"%s\", \"bid\": \"%s\", \"quantity\": 1, \"stock\": %d, \"at\": \"%s\"}"
                    .formatted(
                        sequence,
                        foreign.contains(bid) ? "withdrawn" : "accepted",
                        bid,
                        stockAt(sequence),
                        AT)));
    return events;
  }

  private String collection() {
    return """
        {"supply": %d, "stock": %d, "held": 0, "accepted": %d, "version": %d,
         "status": "open", "strategy": "row-lock", "auto": false, "strategyReason": "opened so"}
        """
        .formatted(supply, stockAt(sequences.size()), accepted(), sequences.size());
  }

  private static String bid() {
    return """
        {"bidder": "other", "quantity": 1, "price": {"amount": 1, "currency": "EUR"}}
        """;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.close();
  }
}
