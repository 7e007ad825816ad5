package dev.stockade.server.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `Prefer: respond-async, wait=N` (RFC 7240): a client that would rather be told where its answer
/// will be than wait for more than so long. What else is preferred, or cannot be read, is left
/// aside, as preferences are.
///
/// @param patience how long it waits
/// @param applied what it is told of its preference, where it had its answer within that time
record Preference(Duration patience, Optional<String> applied) {
  static final String HEADER = "Prefer";
  static final String APPLIED = "Preference-Applied";

  private static final String ASYNC = "respond-async";
  private static final String WAIT = "wait=";
  private static final int MOST_DIGITS = 4;

  /// @param fields the values of the header field, as many as there are
  static Optional<Preference> of(List<String> fields) {
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    var tokens = new ArrayList<String>();
    for (String token : String.join(",", fields).split(",", -1)) {
      tokens.add(token.replaceAll(";.*", "").replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT));
    }
    if (!tokens.contains(ASYNC)) {
      return Optional.empty();
    }
    Optional<String> wait =
        tokens.stream()
            .filter(token -> token.matches(WAIT + "[0-9]{1," + MOST_DIGITS + "}"))
            .findFirst();
    long seconds = wait.map(it -> Long.parseLong(it.substring(WAIT.length()))).orElse(0L);
    return Optional.of(new Preference(Duration.ofSeconds(seconds), wait));
  }

  /// What a client is told that does not wait any more.
  String inBackground() {
    return applied.map(wait -> ASYNC + ", " + wait).orElse(ASYNC);
  }
}
