package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client as others write them: `java.net.http` and JSON. Holds every answer to the description,
/// and so does [Prism] where it is there.
final class Client {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI server;
  private final URI base;

  Client(URI server) {
    this.server = server;
    this.base = Prism.before(server);
  }

  record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    JsonNode body() {
      return JSON.readTree(response.body());
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String text(String field) {
      return body().path(field).asString();
    }

    long number(String field) {
      return body().path(field).asLong();
    }
  }

  Reply get(String path) {
    return send("GET", path, "");
  }

  Reply post(String path, String body) {
    return send("POST", path, body);
  }

  Reply post(String path) {
    return send("POST", path, "");
  }

  Reply put(String path) {
    return send("PUT", path, "");
  }

  Reply delete(String path) {
    return send("DELETE", path, "");
  }

  /// @param headers names and values, by turns
  Reply send(String method, String path, String body, String... headers) {
    var request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (body.isEmpty()) {
      return send(request.method(method, BodyPublishers.noBody()));
    }
    return send(
        request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  /// Sends it under a key.
  Reply keyed(String method, String path, String key, String body) {
    return send(method, path, body, "Idempotency-Key", key);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
  }

  Reply send(HttpRequest.Builder request) {
    try {
      HttpRequest sent = request.build();
      HttpResponse<String> response = http.send(sent, BodyHandlers.ofString());
      Prism.Verdict verdict = Prism.of(response);
      if (verdict != Prism.Verdict.AS_DESCRIBED) {
        response = http.send(toTheServer(sent), BodyHandlers.ofString());
      }
      if (verdict == Prism.Verdict.NOT_ALLOWED) {
        assertThat(response.statusCode())
            .as("%s, which the description does not allow", sent)
            .isGreaterThanOrEqualTo(400);
      }
      Contract.check(sent.method(), sent.uri(), response);
      return new Reply(response);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// The same request, past Prism.
  private HttpRequest toTheServer(HttpRequest request) {
    URI asked = request.uri();
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    return HttpRequest.newBuilder(request, (name, value) -> true)
        .uri(server.resolve(asked.getRawPath() + query))
        .build();
  }
}
