package dev.stockade.cli.client;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What came of asking a server.
public sealed interface Told {
  /// @param text the answer as it came
  record Done(String text, JsonNode json) implements Told {}

  /// @param sentence says what, and what to do
  /// @param problem the answer as it came, where one came
  record NotDone(Kind kind, String sentence, Optional<String> problem) implements Told {
    static NotDone of(Kind kind, String sentence) {
      return new NotDone(kind, sentence, Optional.empty());
    }
  }

  /// Why something was not done.
  enum Kind {
    /// By the rules; nothing was written.
    REFUSED,
    /// What was sent cannot be meant; nothing was written.
    BAD_INPUT,
    /// No server answers, or something else does.
    ABSENT,
    /// The server has a defect.
    DEFECT,
    /// Nothing was written; it may be had later.
    DEFERRED,
    /// It may have been done, or may yet.
    IN_DOUBT
  }
}
