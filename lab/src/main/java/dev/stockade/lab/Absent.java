package dev.stockade.lab;

/// Something that is needed is not there or does not let us in: a database, a schema, a right. The
/// message is one sentence that says what, and what to do.
public final class Absent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Absent(String message) {
    super(message);
  }

  public Absent(String message, Throwable cause) {
    super(message, cause);
  }
}
