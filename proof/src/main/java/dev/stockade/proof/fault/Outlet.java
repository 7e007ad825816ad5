package dev.stockade.proof.fault;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Supplier;

/// Sends messages into a connection, together what came together, and late if the line is slow. For
/// one thread.
final class Outlet {

  private final DataOutputStream out;
  private final Supplier<Duration> latency;

  Outlet(OutputStream out, Supplier<Duration> latency) {
    this.out = new DataOutputStream(new BufferedOutputStream(out, 1 << 14));
    this.latency = latency;
  }

  DataOutputStream buffer() {
    return out;
  }

  void flush() throws IOException {
    Duration delay = latency.get();
    if (delay.isPositive()) {
      try {
        Thread.sleep(delay);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted on a slow line");
      }
    }
    out.flush();
  }
}
