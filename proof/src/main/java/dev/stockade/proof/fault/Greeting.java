package dev.stockade.proof.fault;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// The message that a client begins with. It has no type.
final class Greeting {

  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;
  private static final int FIXED_BYTES = 8;
  private static final int LONGEST = 10_000;

  private final int code;
  private final byte[] payload;

  private Greeting(int code, byte[] payload) {
    this.code = code;
    this.payload = payload;
  }

  static Greeting read(DataInputStream in) throws IOException {
    int size = in.readInt() - FIXED_BYTES;
    if (size < 0 || size > LONGEST) {
      throw new IOException("no greeting of PostgreSQL: size " + size);
    }
    return new Greeting(in.readInt(), in.readNBytes(size));
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(payload.length + FIXED_BYTES);
    out.writeInt(code);
    out.write(payload);
  }

  boolean asksForEncryption() {
    return code == SSL_REQUEST || code == GSS_REQUEST;
  }
}
