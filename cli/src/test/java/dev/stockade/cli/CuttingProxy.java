package dev.stockade.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands in front of a server and cuts connections after a random number of the server's bytes, so
/// many of them; those after them it leaves whole.
final class CuttingProxy implements AutoCloseable {
  private static final int FEWEST_BYTES = 200;
  private static final int MOST_BYTES = 1_200;

  private final ServerSocket listener;
  private final URI target;
  private final Random random;
  private final int most;
  private final AtomicInteger cuts = new AtomicInteger();

  CuttingProxy(URI target, int most, long seed) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    this.target = target;
    this.most = most;
    this.random = new Random(seed);
    Thread.startVirtualThread(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        int bytes = FEWEST_BYTES + random.nextInt(MOST_BYTES);
        Thread.startVirtualThread(() -> serve(client, bytes));
      } catch (IOException closed) {
        // Looked at above.
      }
    }
  }

  private void serve(Socket client, int bytes) {
    try (client;
        Socket server = new Socket(target.getHost(), target.getPort())) {
      Thread.startVirtualThread(() -> pass(client, server));
      InputStream from = server.getInputStream();
      OutputStream to = client.getOutputStream();
      var buffer = new byte[512];
      int left = bytes;
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        boolean cut = read >= left && cuts.get() < most;
        to.write(buffer, 0, cut ? left : read);
        if (cut) {
          cuts.incrementAndGet();
          return;
        }
        left -= Math.min(read, left);
      }
    } catch (IOException gone) {
      // One of the two has left.
    }
  }

  private static void pass(Socket client, Socket server) {
    try {
      client.getInputStream().transferTo(server.getOutputStream());
      server.shutdownOutput();
    } catch (IOException gone) {
      // One of the two has left.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
