package dev.stockade.proof.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What a client sent and the server has not received, with the session it was meant for.
///
/// @param answered true once the server has answered it, false once the session has ended
record Parcel(ByteArrayOutputStream content, Socket server, CompletableFuture<Boolean> answered) {

  boolean deliver(Duration limit) throws InterruptedException {
    try {
      content.writeTo(server.getOutputStream());
      return answered.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      return false;
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException("the server did not answer within " + limit, e);
    }
  }

  void drop() {
    Sockets.close(server);
  }
}
