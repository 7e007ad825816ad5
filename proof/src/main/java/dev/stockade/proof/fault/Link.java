package dev.stockade.proof.fault;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/// One client's connection, and the one to the server that belongs to it. One thread reads what the
/// client sends, another what the server answers.
final class Link {

  /// The body of such a thread, which ends with its stream.
  private interface Pump {
    void run() throws IOException;
  }

  private final FaultProxy proxy;
  private final Socket client;
  private final Socket server;
  private volatile Answers answers = new Answers.Delivered();
  private volatile boolean silent;

  Link(FaultProxy proxy, Socket client, Socket server) {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
  }

  void start() throws IOException {
    Requests requests = new Requests(this, client, server);
    Replies replies = new Replies(this, client, server);
    Thread.ofVirtual().name("fault-requests").start(() -> pump(requests::run, true));
    Thread.ofVirtual().name("fault-replies").start(() -> pump(replies::run, false));
  }

  private void pump(Pump pump, boolean fromClient) {
    try {
      pump.run();
    } catch (IOException e) {
      // The connection has ended, by our doing or by theirs.
    }
    boolean held = answers instanceof Answers.Noted;
    if (!silent && !(held && fromClient)) {
      close();
    }
  }

  Optional<Armed> armedFor(String sql) {
    return proxy.armedFor(sql);
  }

  Duration latencyToServer() {
    return proxy.line() instanceof Line.Slow slow ? slow.toServer() : Duration.ZERO;
  }

  Duration latencyToClient() {
    return proxy.line() instanceof Line.Slow slow ? slow.toClient() : Duration.ZERO;
  }

  Answers answers() {
    return answers;
  }

  /// For the thread of the requests, before it sends what shall be answered in this way.
  void answers(Answers changed) {
    answers = changed;
  }

  boolean silent() {
    return silent;
  }

  /// Loses from now on what either side sends, and its end, and tells neither.
  void silence() {
    silent = true;
  }

  /// Breaks the connection: the client sees a reset, the server an end; or silences it. It is
  /// counted before the client can know.
  void cut(Cut cut) {
    if (cut.moment() == Cut.Moment.INSTEAD_OF_THE_REPLY) {
      silence();
      cut.trigger().happened();
      return;
    }
    cut.trigger().happened();
    Sockets.reset(client);
    close();
  }

  void resetClient() {
    Sockets.reset(client);
  }

  void reset() {
    Sockets.reset(client);
    Sockets.reset(server);
    proxy.forget(this);
  }

  void close() {
    Sockets.close(client);
    Sockets.close(server);
    proxy.forget(this);
  }
}
