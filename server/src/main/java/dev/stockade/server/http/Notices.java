package dev.stockade.server.http;

/// What an operator must know, in one sentence each. Heard by any thread.
@FunctionalInterface
public interface Notices {
  void say(String sentence);
}
