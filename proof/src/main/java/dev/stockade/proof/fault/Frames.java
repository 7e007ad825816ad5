package dev.stockade.proof.fault;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// Reads messages from a connection, in whatever pieces they arrive. Whoever takes a frame passes
/// it on or skips it before taking the next. Holds no more than one head, however long a message
/// is. For one thread.
final class Frames {

  /// How much is kept of a message for a look.
  private static final int HEAD = 1 << 16;

  /// PostgreSQL itself allows no longer message.
  private static final int LONGEST = 1 << 30;

  private static final int HEADER = 1 + Frame.LENGTH_BYTES;

  private final DataInputStream in;
  private final String inspected;
  private final byte[] chunk = new byte[1 << 13];

  /// @param inspected the types whose payload is looked at
  Frames(InputStream in, String inspected) {
    this.in = new DataInputStream(new BufferedInputStream(in, 1 << 13));
    this.inspected = inspected;
  }

  /// Waits for the next message; empty at the end of the stream.
  Optional<Frame> next() throws IOException {
    int type = in.read();
    if (type < 0) {
      return Optional.empty();
    }
    int size = in.readInt() - Frame.LENGTH_BYTES;
    if (size < 0 || size > LONGEST) {
      throw new IOException("no message of PostgreSQL: type %d, size %d".formatted(type, size));
    }
    byte[] head = new byte[inspected.indexOf(type) >= 0 ? Math.min(size, HEAD) : 0];
    in.readFully(head);
    return Optional.of(new Frame((char) type, size, head));
  }

  /// True if the whole next message has arrived already.
  boolean more() throws IOException {
    if (in.available() < HEADER) {
      return false;
    }
    in.mark(HEADER);
    in.readByte();
    int size = in.readInt();
    in.reset();
    return in.available() > size;
  }

  void pass(Frame frame, DataOutputStream out) throws IOException {
    frame.begin(out);
    rest(frame, out);
  }

  void skip(Frame frame) throws IOException {
    rest(frame, OutputStream.nullOutputStream());
  }

  /// The message without type that a client begins with.
  Greeting greeting() throws IOException {
    return Greeting.read(in);
  }

  private void rest(Frame frame, OutputStream out) throws IOException {
    for (int left = frame.rest(); left > 0; ) {
      int count = in.read(chunk, 0, Math.min(left, chunk.length));
      if (count < 0) {
        throw new EOFException("the stream ends within a message");
      }
      out.write(chunk, 0, count);
      left -= count;
    }
  }
}
