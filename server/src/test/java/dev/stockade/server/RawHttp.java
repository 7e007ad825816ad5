package dev.stockade.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client that sends what it is told to, byte by byte, right or wrong.
final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final JsonMapper JSON = new JsonMapper();

  private final Socket socket;
  private final DataInputStream in;

  RawHttp(URI server) throws IOException {
    socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
  }

  record Reply(int status, Map<String, String> headers, String text) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    JsonNode body() {
      return JSON.readTree(text);
    }

    String type() {
      return body().path("type").asString();
    }
  }

  /// A request with a body, as it should be.
  static byte[] request(String method, String path, String contentType, byte[] body) {
    String head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(
                method,
                path,
                contentType.isEmpty() ? "" : "Content-Type: " + contentType + "\r\n",
                body.length);
    byte[] bytes = new byte[head.length() + body.length];
    System.arraycopy(head.getBytes(ISO_8859_1), 0, bytes, 0, head.length());
    System.arraycopy(body, 0, bytes, head.length(), body.length);
    return bytes;
  }

  RawHttp send(String bytes) throws IOException {
    return send(bytes.getBytes(UTF_8));
  }

  RawHttp send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  RawHttp endInput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  Reply reply() throws IOException {
    String status = line();
    var headers = new TreeMap<String, String>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body = new byte[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
    in.readFully(body);
    return new Reply(Integer.parseInt(status.substring(9, 12)), headers, new String(body, UTF_8));
  }

  /// Whether the server has closed the connection, once it has nothing more to say.
  boolean isClosed() throws IOException {
    return in.read() == -1;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c == -1) {
        throw new EOFException("the server closed the connection after '" + line + "'");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
