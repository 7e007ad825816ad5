package dev.stockade.server.http;

import dev.stockade.server.http.Route.Body;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HttpMediaType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads the body of a request, up to the bound that Helidon holds.
final class Content {
  private Content() {}

  static byte[] read(ServerRequest request, Body wanted) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    if (wanted == Body.OBJECT) {
      checkContentType(request);
    }
    try {
      // Not to be closed: that would read on, where what came is no HTTP and nothing more may come.
      InputStream content = request.content().inputStream();
      return content.readAllBytes();
    } catch (CloseConnectionException e) {
      throw e;
    } catch (DataReader.InsufficientDataAvailableException e) {
      throw unreadable("the body ends before the length that was announced");
    } catch (RuntimeException e) {
      if (isTooLarge(e)) {
        throw e;
      }
      throw unreadable("the body is not in chunks as HTTP has them");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isTooLarge(RuntimeException e) {
    return e instanceof RequestException refused
        && refused.status().equals(Status.REQUEST_ENTITY_TOO_LARGE_413);
  }

  /// What comes after such a body cannot be told from it, so the connection ends.
  private static BadRequest unreadable(String detail) {
    return new BadRequest(
        detail,
        Problem.of(ProblemType.MALFORMED_REQUEST, detail).answer().with("Connection", "close"));
  }

  private static void checkContentType(ServerRequest request) {
    Optional<HttpMediaType> type = Optional.empty();
    try {
      type = request.headers().contentType();
    } catch (IllegalArgumentException malformed) {
      // Then it is none.
    }
    boolean json =
        type.filter(it -> it.mediaType().equals(MediaTypes.APPLICATION_JSON)).isPresent();
    boolean utf8 =
        type.flatMap(HttpMediaType::charset)
            .map(it -> it.equalsIgnoreCase(StandardCharsets.UTF_8.name()))
            .orElse(true);
    if (!json || !utf8) {
      throw BadRequest.of(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "the body must be application/json in UTF-8, and Content-Type must say so");
    }
  }
}
