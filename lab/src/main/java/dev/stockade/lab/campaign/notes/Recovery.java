package dev.stockade.lab.campaign.notes;

/// How long it took from when everything ran again to the first success of a server.
///
/// @param what had been broken, as faults are named
/// @param at when everything ran again, in nanoseconds on the clock of the notes
public record Recovery(String what, int server, long at, long nanos) {
  public long millis() {
    return nanos / 1_000_000;
  }
}
