package dev.stockade.server.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.stockade.core.TenantId;
import dev.stockade.engine.TimeOrderedIds;
import dev.stockade.server.http.Answer;
import dev.stockade.server.http.Digests;
import dev.stockade.server.http.Problem;
import dev.stockade.server.http.ProblemType;
import dev.stockade.server.http.Request;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// `Idempotency-Key`: under which a request that creates something can be sent again by clients who
/// make no ids. The id of what is created is made from the key, so what was created is the memory
/// of it: nothing else is written, and it is kept as long as that.
///
/// @param key that the client sent; empty: none
record IdempotencyKey(Optional<String> key, String route) {
  private static final String HEADER = "Idempotency-Key";

  /// In quotes, as structured fields have strings, or bare.
  private static final Pattern QUOTED = Pattern.compile("\"[\\x20-\\x7e&&[^\"\\\\]]{1,200}\"");

  private static final Pattern BARE = Pattern.compile("[\\x21-\\x7e&&[^\"]]{1,200}");

  /// The key of a request.
  ///
  /// @param route what the key counts for: the method and the path
  static IdempotencyKey of(Request request, String route) {
    return new IdempotencyKey(request.header(HEADER).map(IdempotencyKey::plain), route);
  }

  private static String plain(String header) {
    if (QUOTED.matcher(header).matches()) {
      return header.substring(1, header.length() - 1);
    }
    if (BARE.matcher(header).matches()) {
      return header;
    }
    throw Request.invalidHeader(HEADER, "must be 1 to 200 visible ASCII characters");
  }

  /// The id of what is created: that of the body, else that of the key, else a new one.
  UUID id(Optional<UUID> given, TimeOrderedIds ids) {
    return given.orElseGet(() -> key.map(this::id).orElseGet(ids::next));
  }

  /// The id of the key itself, where there is one.
  Optional<UUID> id() {
    return key.map(this::id);
  }

  /// A UUID of version 8, the same for the same tenant, route and key on every node.
  private UUID id(String text) {
    return Digests.uuid(
        String.join("\n", "idempotency-key", TenantId.DEFAULT.value(), route, text)
            .getBytes(US_ASCII));
  }

  /// The key is another request's.
  static Problem reused() {
    return Problem.of(
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        "the key was used for a request with another body; take another");
  }

  /// An answer that refuses an id which the client did not choose refuses its key.
  ///
  /// @param given the id of the body
  Answer judged(Answer answer, Optional<UUID> given) {
    boolean isInUse = answer.body().path("type").asString("").equals(ProblemType.ID_IN_USE.uri());
    return isInUse && given.isEmpty() && key.isPresent() ? reused().answer() : answer;
  }
}
