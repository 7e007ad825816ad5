package dev.stockade.embedded;

/// Runs an action once: when closed, or when the JVM ends by itself, by Ctrl-C or by SIGTERM. Who
/// closes it meanwhile waits until the action has run.
final class AtExit implements AutoCloseable {

  private final Runnable action;
  private final Thread hook = new Thread(this::exit, "stockade-postgres-stop");
  private volatile Runnable before = () -> {};
  private boolean done;

  private AtExit(Runnable action) {
    this.action = action;
  }

  static AtExit run(Runnable action) {
    AtExit exit = new AtExit(action);
    Runtime.getRuntime().addShutdownHook(exit.hook);
    return exit;
  }

  /// Has the end of the JVM run `last` before the action. All that a JVM does at its end it does at
  /// once, so whoever still needs what the action takes away cannot come before it by itself.
  void after(Runnable last) {
    before = last;
  }

  @Override
  public void close() {
    act();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook finds that there is nothing left to do.
    }
  }

  private void exit() {
    try {
      before.run();
    } finally {
      act();
    }
  }

  private synchronized void act() {
    if (!done) {
      done = true;
      action.run();
    }
  }
}
