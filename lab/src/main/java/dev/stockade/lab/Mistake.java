package dev.stockade.lab;

/// Something that was given is wrong: an option, a file, a URL. The message is one sentence that
/// says what, and what to do.
public final class Mistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Mistake(String message) {
    super(message);
  }

  public Mistake(String message, Throwable cause) {
    super(message, cause);
  }
}
