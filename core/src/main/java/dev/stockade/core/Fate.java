package dev.stockade.core;

/// What has become of a bid. It is settled at most once (accepted, withdrawn or rejected); an
/// acceptance is released at most once, and a released bid is finished.
public sealed interface Fate {
  /// Placed, and nothing has happened since.
  record Open() implements Fate {}

  record Accepted(Entry acceptance) implements Fate {}

  /// Accepted once; its units have gone back into the stock.
  record Released(Entry acceptance, Entry release) implements Fate {}

  record Withdrawn(Entry withdrawal) implements Fate {}

  record Rejected(Entry rejection) implements Fate {}

  /// What it was at a version of the bid's collection.
  default Fate at(long version) {
    return switch (this) {
      case Open open -> open;
      case Accepted accepted -> unless(accepted.acceptance(), version, accepted);
      case Released(Entry acceptance, Entry release) ->
          release.sequence() <= version ? this : new Accepted(acceptance).at(version);
      case Withdrawn withdrawn -> unless(withdrawn.withdrawal(), version, withdrawn);
      case Rejected rejected -> unless(rejected.rejection(), version, rejected);
    };
  }

  private static Fate unless(Entry later, long version, Fate fate) {
    return later.sequence() <= version ? fate : new Open();
  }
}
