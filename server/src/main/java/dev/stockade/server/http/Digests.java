package dev.stockade.server.http;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// What stands for bytes, the same on every node: for other bytes it is another.
public final class Digests {
  private static final int VERSION_8 = 0x8000;

  private Digests() {}

  /// A UUID of version 8, made of the bytes' SHA-256.
  public static UUID uuid(byte[] bytes) {
    ByteBuffer digest = ByteBuffer.wrap(sha256(bytes));
    long high = (digest.getLong() & 0xffff_ffff_ffff_0fffL) | VERSION_8;
    long low = (digest.getLong() & 0x3fff_ffff_ffff_ffffL) | Long.MIN_VALUE;
    return new UUID(high, low);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
