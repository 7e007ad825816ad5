package dev.stockade.server.http;

import dev.stockade.server.http.Route.Body;
import io.helidon.common.media.type.MediaType;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// What a client asks at a route: the varying segments of the path, the parameters of the query,
/// and the bytes of the body.
public final class Request {
  private final Map<String, String> segments;
  private final Map<String, String> query;
  private final Headers headers;
  private final MediaType type;
  private final byte[] content;

  /// The header fields of a request.
  @FunctionalInterface
  interface Headers {
    /// The values of a field, as many as there are.
    List<String> all(String name);
  }

  Request(
      Map<String, String> segments,
      Map<String, String> query,
      Headers headers,
      MediaType type,
      byte[] content) {
    this.segments = segments;
    this.query = query;
    this.headers = headers;
    this.type = type;
    this.content = content;
  }

  /// An id in the path.
  ///
  /// @throws BadRequest where it is no UUID
  public UUID id(String segment) {
    String text = segment(segment);
    return Ids.parse(text)
        .orElseThrow(
            () ->
                BadRequest.of(
                    ProblemType.INVALID_ID,
                    "the %s in the path must be a UUID".formatted(segment)));
  }

  /// A segment of the path, as it was sent.
  public String segment(String name) {
    return segments.getOrDefault(name, "");
  }

  /// An id in the query, where it is there.
  public Optional<UUID> queriedId(String name) {
    return Optional.ofNullable(query.get(name))
        .map(text -> Ids.parse(text).orElseThrow(() -> invalid(name, "must be a UUID")));
  }

  /// A text in the query, where it is there.
  public Optional<String> queried(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /// A whole number in the query.
  public long queriedNumber(String name, long byDefault, long min, long max) {
    String text = query.get(name);
    if (text == null) {
      return byDefault;
    }
    if (!text.isEmpty() && text.chars().allMatch(Request::isDigit)) {
      var number = new BigInteger(text);
      if (number.compareTo(BigInteger.valueOf(min)) >= 0
          && number.compareTo(BigInteger.valueOf(max)) <= 0) {
        return number.longValueExact();
      }
    }
    throw invalid(name, "must be a whole number from %d to %d".formatted(min, max));
  }

  /// Whether the client likes this media type best of those that the route offers.
  public boolean wants(MediaType offered) {
    return type.equals(offered);
  }

  /// A header field that may stand there once.
  public Optional<String> header(String name) {
    List<String> values = headers.all(name);
    if (values.size() > 1) {
      throw invalidHeader(name, "must stand there once");
    }
    return values.stream().findFirst();
  }

  /// What stands for the body: the same for all that mean the same.
  public UUID fingerprint() {
    return Digests.uuid(
        content.length == 0 ? Json.canonical(Json.object()) : Json.canonical(Json.parse(content)));
  }

  /// That the client would rather not wait, where it says so.
  Optional<Preference> preference() {
    return Preference.of(headers.all(Preference.HEADER));
  }

  /// Reads the body. What the reading does not ask for is a mistake of the client, and so is what
  /// makes it throw an `IllegalArgumentException`.
  ///
  /// @throws BadRequest where the body cannot be meant
  public <T> T body(Function<Fields, T> reading) {
    var fields = new Fields(Json.parse(content), "");
    try {
      T read = reading.apply(fields);
      fields.end();
      return read;
    } catch (IllegalArgumentException e) {
      throw BadRequest.of(ProblemType.INVALID_FIELD, String.valueOf(e.getMessage()));
    }
  }

  /// @throws BadRequest where there is not what the route wants
  void checkBody(Body wanted) {
    if (wanted == Body.OBJECT && content.length == 0) {
      throw BadRequest.of(ProblemType.MALFORMED_JSON, "the body is missing");
    }
    if (wanted == Body.NONE && content.length > 0) {
      ObjectNode object = Json.parse(content);
      new Fields(object, "").end();
    }
  }

  /// The parameters of a query, each of which may stand there once.
  ///
  /// @throws BadRequest where one is unknown or stands there twice
  static Map<String, String> parameters(Route route, Map<String, List<String>> query) {
    var parameters = new HashMap<String, String>();
    query.forEach((name, values) -> parameters.put(name, single(route, name, values)));
    return parameters;
  }

  private static String single(Route route, String name, List<String> values) {
    if (!route.parameters().contains(name)) {
      throw invalid(name, "is unknown");
    }
    if (values.size() != 1) {
      throw invalid(name, "must stand there once");
    }
    return values.getFirst();
  }

  /// A parameter of the query that cannot be meant.
  public static BadRequest invalid(String name, String what) {
    return new BadRequest(
        Problem.of(
                ProblemType.INVALID_PARAMETER, "the parameter %s %s".formatted(brief(name), what))
            .with("parameter", brief(name)));
  }

  /// A header field that cannot be meant.
  public static BadRequest invalidHeader(String name, String what) {
    return new BadRequest(
        Problem.of(ProblemType.INVALID_HEADER, "the header %s %s".formatted(name, what))
            .with("header", name));
  }

  private static String brief(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
