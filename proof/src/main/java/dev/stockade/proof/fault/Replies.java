package dev.stockade.proof.fault;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/// Passes on what the server answers, as far as the client shall hear it. For one thread.
final class Replies {

  private final Link link;
  private final Frames in;
  private final Outlet out;

  /// The cycles that the server has ended.
  private long ended;

  Replies(Link link, Socket client, Socket server) throws IOException {
    this.link = link;
    this.in = new Frames(server.getInputStream(), "");
    this.out = new Outlet(client.getOutputStream(), link::latencyToClient);
  }

  /// Returns when the server has ended, or the last answer has come.
  void run() throws IOException {
    try {
      boolean open = true;
      while (open) {
        Optional<Frame> next = in.next();
        open = next.isPresent() && handle(next.get());
      }
    } finally {
      if (link.answers() instanceof Answers.Noted noted) {
        noted.answered().complete(false);
      }
    }
  }

  /// Returns false after the last answer that counts.
  private boolean handle(Frame frame) throws IOException {
    if (heard()) {
      in.pass(frame, out.buffer());
      if (!in.more()) {
        out.flush();
      }
    } else {
      in.skip(frame);
    }
    return frame.type() != Frame.READY_FOR_QUERY || goesOnAfterCycle(++ended);
  }

  /// True if the client hears of the cycle that the server is in.
  private boolean heard() {
    return !link.silent()
        && switch (link.answers()) {
          case Answers.Delivered delivered -> true;
          case Answers.Lost lost -> ended < lost.last() - 1;
          case Answers.Noted noted -> false;
        };
  }

  private boolean goesOnAfterCycle(long cycle) throws IOException {
    return switch (link.answers()) {
      case Answers.Lost lost when cycle == lost.last() -> {
        out.flush();
        link.cut(lost.cut());
        yield false;
      }
      case Answers.Noted noted when cycle == noted.last() -> {
        noted.answered().complete(true);
        yield false;
      }
      case Answers answers -> true;
    };
  }
}
