package dev.stockade.lab.bench.ground;

/// What is sold while it is measured.
///
/// @param collections that the bids are spread over
/// @param skew of the spread: the exponent of Zipf's law; 0 spreads evenly
/// @param supply of each collection
/// @param rows that the log has before anything is sold; of the one collection
public record Scenario(String name, int collections, double skew, int supply, int rows) {
  private static final int PLENTY = 1_000_000_000;
  private static final int MILLION = 1_000_000;
  private static final double ZIPF_SKEW = 0.99;
  private static final int ZIPF_COLLECTIONS = 10_000;

  /// One collection that everybody wants, and that does not sell out.
  public static final Scenario HOT = new Scenario("hot", 1, 0, PLENTY, 0);

  /// Many collections, some of them wanted much more than others.
  public static final Scenario ZIPF = zipf(ZIPF_COLLECTIONS, ZIPF_SKEW);

  /// One collection that is sold out: what is measured are refusals.
  public static final Scenario REFUSE = new Scenario("refuse", 1, 0, 0, 0);

  /// The same as [#HOT] with a log that is long already.
  public static final Scenario GROWN = grown(5);

  public Scenario {
    if (rows > 0 && collections != 1) {
      throw new IllegalArgumentException("a long log is of one collection: " + collections);
    }
  }

  public static Scenario zipf(int collections, double skew) {
    return new Scenario("zipf", collections, skew, PLENTY, 0);
  }

  public static Scenario grown(int millions) {
    return new Scenario("grown-%dm".formatted(millions), 1, 0, PLENTY, millions * MILLION);
  }

  /// Whether every call is refused.
  public boolean isSoldOut() {
    return supply == 0;
  }

  /// What it is, for people.
  public String sentence() {
    if (isSoldOut()) {
      return "one collection that is sold out; every call is refused";
    }
    if (rows > 0) {
      return "one collection that everybody wants, with %,d acceptances in its log before"
          .formatted(rows);
    }
    return collections == 1
        ? "one collection that everybody wants"
        : "%,d collections, wanted by Zipf's law with exponent %s".formatted(collections, skew);
  }
}
