package dev.stockade.engine;

/// Broken infrastructure that trying again does not mend, such as missing tables or rights. The
/// message is one sentence for the operator.
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatabaseException(String message) {
    super(message);
  }

  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
