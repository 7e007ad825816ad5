package dev.stockade.cli;

/// Knows whether the process is being ended by Ctrl-C or SIGTERM. What fails from then on fails for
/// that reason, and is not told. Thread-safe.
final class Interruption {
  private volatile boolean over;
  private volatile boolean interrupted;

  /// Says on the console when it happens. Scratch schemas and embedded databases clean up by
  /// themselves.
  static Interruption watch(Console console) {
    var interruption = new Interruption();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!interruption.over) {
                    interruption.interrupted = true;
                    console.err().println("stockade: interrupted, cleaning up");
                  }
                },
                "stockade-interruption"));
    return interruption;
  }

  /// Say this when the work is done and the process ends by itself.
  void workIsOver() {
    over = true;
  }

  boolean hasBegun() {
    return interrupted;
  }
}
