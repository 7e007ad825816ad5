package dev.stockade.embedded;

/// A local Redis could not be started. The message is one sentence for the user.
public final class RedisUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RedisUnavailable(String message) {
    super(message);
  }

  RedisUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
