package dev.stockade.lab.bench.bullmq;

/// Node, npm or a package is not to be had here. The message is one sentence.
final class NodeUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  NodeUnavailable(String message) {
    super(message);
  }

  NodeUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
