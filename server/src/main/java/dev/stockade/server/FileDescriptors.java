package dev.stockade.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// How many files the system lets this process open. Where they run out, a listener cannot accept a
/// connection and gives up for good, so the server never takes as many.
final class FileDescriptors {
  /// For the database, libraries, and whatever else the process opens.
  private static final int RESERVED = 256;

  private FileDescriptors() {}

  /// The connections that may be open at once, at most `wanted` and at least one.
  static int connections(int wanted) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long room = unix.getMaxFileDescriptorCount() - RESERVED;
      return (int) Math.max(1, Math.min(wanted, room));
    }
    return wanted;
  }
}
