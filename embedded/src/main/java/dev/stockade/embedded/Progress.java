package dev.stockade.embedded;

/// Hears what a start is doing while its caller waits: one short line per step, without a line end.
/// Called by the thread that starts the server.
@FunctionalInterface
public interface Progress {

  void say(String line);

  /// A progress that nobody hears.
  static Progress silent() {
    return line -> {};
  }
}
