package dev.stockade.lab.bench.ground;

/// Which bids callers were told that they are accepted. Each element is written by the one caller
/// who asked for that bid; read when all have ended.
public final class Told {
  private static final byte ACCEPTED = 1;

  private final byte[] answers;

  public Told(int bids) {
    answers = new byte[bids];
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
