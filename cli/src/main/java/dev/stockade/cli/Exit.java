package dev.stockade.cli;

/// Exit codes, where there is one those of sysexits.h.
final class Exit {
  static final int WELL = 0;
  static final int VIOLATION = 1;

  /// By the rules: nothing was written.
  static final int REFUSED = 1;

  static final int USAGE = 2;
  static final int ABSENT = 69;
  static final int DEFECT = 70;

  /// Deferred or in doubt: the same command once more is safe.
  static final int TRY_AGAIN = 75;

  static final int INTERRUPTED = 130;

  private Exit() {}
}
