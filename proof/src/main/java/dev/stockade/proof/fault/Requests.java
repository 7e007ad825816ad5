package dev.stockade.proof.fault;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Passes on what a client sends, until a statement comes that a fault waits for. For one thread.
final class Requests {

  private final Link link;
  private final OutputStream toClient;
  private final Socket server;
  private final Frames in;
  private final Outlet out;
  private final Statements statements = new Statements();

  /// The cycles whose requests are passed on.
  private long cycles;

  Requests(Link link, Socket client, Socket server) throws IOException {
    this.link = link;
    this.server = server;
    this.toClient = client.getOutputStream();
    this.in = new Frames(client.getInputStream(), Statements.TYPES);
    this.out = new Outlet(server.getOutputStream(), link::latencyToServer);
  }

  /// Returns when the client has ended, or a fault has.
  void run() throws IOException {
    greet();
    boolean open = true;
    while (open) {
      Optional<Frame> next = in.next();
      open = next.isPresent() && handle(next.get());
    }
  }

  /// Passes on the log-in. Answers "no" to a client that asks for encryption first.
  private void greet() throws IOException {
    Greeting greeting = in.greeting();
    while (greeting.asksForEncryption() && !link.silent()) {
      toClient.write('N');
      greeting = in.greeting();
    }
    if (!link.silent()) {
      greeting.write(out.buffer());
      out.flush();
      cycles = 1;
    }
  }

  /// Returns false if nothing more shall be read.
  private boolean handle(Frame frame) throws IOException {
    if (link.silent()) {
      in.skip(frame);
      return true;
    }
    Optional<Armed> armed = statements.executedBy(frame).flatMap(link::armedFor);
    if (armed.isEmpty()) {
      pass(frame);
      return true;
    }
    return switch (armed.get()) {
      case Cut cut when cut.moment() == Cut.Moment.BEFORE_THE_STATEMENT -> cutNow(cut);
      case Cut cut -> cutAtReply(cut, frame);
      case Hold hold -> hold(hold, frame);
    };
  }

  private void pass(Frame frame) throws IOException {
    in.pass(frame, out.buffer());
    if (frame.endsCycle()) {
      cycles++;
    }
    if (!in.more()) {
      out.flush();
    }
  }

  private boolean cutNow(Cut cut) {
    link.cut(cut);
    return false;
  }

  private boolean cutAtReply(Cut cut, Frame frame) throws IOException {
    link.answers(new Answers.Lost(cut, cycles + 1));
    pass(frame);
    return true;
  }

  private boolean hold(Hold hold, Frame frame) throws IOException {
    out.flush();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    DataOutputStream parcel = new DataOutputStream(content);
    Frame last = frame;
    in.pass(last, parcel);
    while (!last.endsCycle()) {
      last = in.next().orElseThrow(() -> new IOException("the client ended in a request"));
      in.pass(last, parcel);
    }
    CompletableFuture<Boolean> answered = new CompletableFuture<>();
    link.answers(new Answers.Noted(answered, cycles + 1));
    hold.keep(new Parcel(content, server, answered));
    link.resetClient();
    return false;
  }
}
