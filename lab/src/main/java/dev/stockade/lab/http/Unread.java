package dev.stockade.lab.http;

/// What was to be read could not be read.
public final class Unread extends Exception {
  private static final long serialVersionUID = 1L;

  Unread(String message) {
    super(message);
  }
}
