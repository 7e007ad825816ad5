package dev.stockade.lab.bench.ground;

/// What is sold while it is measured.
///
/// @param collections that the bids are spread over
/// @param skew of the spread: the exponent of Zipf's law; 0 spreads evenly
/// @param supply of each collection
public record Scenario(String name, int collections, double skew, int supply) {
  private static final int PLENTY = 1_000_000_000;
  private static final double ZIPF_SKEW = 0.99;
  private static final int ZIPF_COLLECTIONS = 10_000;

  /// One collection that everybody wants, and that does not sell out.
  public static final Scenario HOT = new Scenario("hot", 1, 0, PLENTY);

  /// Many collections, some of them wanted much more than others.
  public static final Scenario ZIPF = zipf(ZIPF_COLLECTIONS, ZIPF_SKEW);

  /// One collection that is sold out: what is measured are refusals.
  public static final Scenario REFUSE = new Scenario("refuse", 1, 0, 0);

  public static Scenario zipf(int collections, double skew) {
    return new Scenario("zipf", collections, skew, PLENTY);
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
    return collections == 1
        ? "one collection that everybody wants"
        : "%,d collections, wanted by Zipf's law with exponent %s".formatted(collections, skew);
  }
}
