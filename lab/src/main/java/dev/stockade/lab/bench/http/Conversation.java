package dev.stockade.lab.bench.http;

import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.load.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// One connection, on which one request after another is answered. Confined to one thread.
final class Conversation {
  private final SocketChannel channel;
  private final Answered answered = new Answered();
  private ByteBuffer request = ByteBuffer.allocate(0);
  private int bid;
  private long start;
  private long again;

  private Conversation(SocketChannel channel) {
    this.channel = channel;
  }

  static Conversation with(URI server, Selector selector) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    var conversation = new Conversation(channel);
    channel.register(selector, SelectionKey.OP_READ, conversation);
    return conversation;
  }

  int bid() {
    return bid;
  }

  /// When the first request for this bid was sent.
  long start() {
    return start;
  }

  void ask(int number, ByteBuffer bytes, long now) throws IOException {
    bid = number;
    start = now;
    request = bytes;
    send();
  }

  /// Sends the same after a while.
  void askAgainAt(long time) {
    again = time;
    request.rewind();
  }

  /// When the same is to be sent again.
  long again() {
    return again;
  }

  /// Sends what is not sent yet. What the socket does not take at once it takes soon: a request is
  /// smaller than the buffer of a socket.
  void send() throws IOException {
    while (request.hasRemaining()) {
      if (channel.write(request) == 0) {
        Thread.onSpinWait();
      }
    }
  }

  /// @param buffer for the bytes in between
  Optional<Reply> read(byte[] buffer, int block) throws IOException {
    int count = channel.read(ByteBuffer.wrap(buffer));
    if (count < 0) {
      throw new Absent("the server closed a connection that waited for an answer");
    }
    answered.add(buffer, count);
    return answered.reply(block);
  }

  void close() throws IOException {
    channel.close();
  }
}
