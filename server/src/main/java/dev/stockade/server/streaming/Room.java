package dev.stockade.server.streaming;

import java.util.concurrent.Semaphore;

/// How many streams there may be at once, and how many events each has in memory.
///
/// @param free places for streams
/// @param page events that a stream reads at once
public record Room(Semaphore free, int page) {
  private static final int PAGE = 100;

  /// @param streams at once
  /// @param most events that can be read at once
  public static Room of(int streams, int most) {
    return new Room(new Semaphore(streams), Math.min(PAGE, most));
  }
}
