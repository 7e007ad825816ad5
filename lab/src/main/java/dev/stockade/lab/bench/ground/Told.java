package dev.stockade.lab.bench.ground;

import java.util.Arrays;

/// Which bids callers were told that they are accepted. Each element is written by the one caller
/// who asked for that bid; read when all have ended.
public final class Told {
  private static final byte ACCEPTED = 1;

  private final byte[] answers;
  private final int first;

  /// @param first that is not accepted yet; those before it count as told
  public Told(int bids, int first) {
    this.answers = new byte[bids];
    this.first = first;
    Arrays.fill(answers, 0, first, ACCEPTED);
  }

  /// The first bid that is there to be accepted.
  public int first() {
    return first;
  }

  public int bids() {
    return answers.length;
  }

  public void accepted(int bid) {
    answers[bid] = ACCEPTED;
  }

  boolean isAccepted(int bid) {
    return answers[bid] == ACCEPTED;
  }

  int count() {
    int count = 0;
    for (byte answer : answers) {
      count += answer;
    }
    return count;
  }
}
