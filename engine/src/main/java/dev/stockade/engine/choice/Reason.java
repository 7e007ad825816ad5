package dev.stockade.engine.choice;

/// Why the engine switches. There are few of them and they hold no figures, since another reason is
/// an event in the log even where the strategy stays.
public enum Reason {
  FEW_CALLERS("few callers at once"),
  MANY_CALLERS("many callers at once"),
  CROWD("a crowd of callers at once"),
  CROWD_WITHOUT_QUEUE("a crowd of callers at once, but there is no queue: the strategy stays");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  /// As it stands in the log.
  public String text() {
    return text;
  }
}
