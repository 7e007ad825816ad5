package dev.stockade.lab.campaign.notes;

/// A span of time in which something was broken.
///
/// @param what as faults are named
/// @param server that it concerns, 0 for all
/// @param from nanoseconds on the clock of the notes
public record Breakage(String what, int server, long from, long to) {
  public boolean overlaps(long start, long end) {
    return start <= to && from <= end;
  }

  /// Whether it concerns this server.
  public boolean hits(int number) {
    return server == 0 || server == number;
  }
}
