package dev.stockade.proof.history;

import dev.stockade.core.Command;
import dev.stockade.core.Outcome;

/// One command that a caller sent, and its answer.
///
/// A list of commands that was decided in one call is as many of these, with the same start and
/// end. A caller that never got an answer, whatever the reason, has the outcome
/// [dev.stockade.core.InDoubt].
///
/// @param start nanoseconds on the clock of the history, read before the command was sent
/// @param end nanoseconds on the same clock, read after the answer came
public record Call(int caller, long start, long end, Command command, Outcome outcome) {
  public Call {
    if (end < start) {
      throw new IllegalArgumentException(
          "a call must not end before it starts: " + end + " before " + start);
    }
  }
}
