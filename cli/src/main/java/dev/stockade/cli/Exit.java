package dev.stockade.cli;

/// Exit codes.
final class Exit {
  static final int WELL = 0;
  static final int VIOLATION = 1;
  static final int USAGE = 2;
  static final int ABSENT = 69;
  static final int DEFECT = 70;

  private Exit() {}
}
