package dev.stockade.proof.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/// The two ways in which a connection ends.
final class Sockets {

  private Sockets() {}

  /// The other side reads the end of the stream.
  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The other side gets "connection reset", and what was not yet read there is lost.
  static void reset(Socket socket) {
    try {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException e) {
      // It has ended in between.
    }
    close(socket);
  }
}
