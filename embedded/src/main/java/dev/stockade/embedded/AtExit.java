package dev.stockade.embedded;

/// Runs an action once: when closed, or when the JVM ends by itself, by Ctrl-C or by SIGTERM. Who
/// closes it meanwhile waits until the action has run.
final class AtExit implements AutoCloseable {

  private final Runnable action;
  private final Thread hook = new Thread(this::act, "stockade-postgres-stop");
  private boolean done;

  private AtExit(Runnable action) {
    this.action = action;
  }

  static AtExit run(Runnable action) {
    AtExit exit = new AtExit(action);
    Runtime.getRuntime().addShutdownHook(exit.hook);
    return exit;
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

  private synchronized void act() {
    if (!done) {
      done = true;
      action.run();
    }
  }
}
