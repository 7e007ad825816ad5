package dev.stockade.proof.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The protocol in pieces, between a client and a server that are nothing but sockets.
@Timeout(60)
class WireTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private ServerSocket listener;
  private FaultProxy proxy;
  private Socket client;
  private Socket server;

  @BeforeEach
  void connect() throws Exception {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    listener = new ServerSocket(0, 1, loopback);
    proxy = FaultProxy.inFrontOf("127.0.0.1", listener.getLocalPort());
    client = new Socket(loopback, proxy.port());
    client.setTcpNoDelay(true);
    server = listener.accept();
    send(greeting(80877103));
    assertThat(client.getInputStream().read()).isEqualTo('N');
    send(greeting(196608));
    assertThat(received(8)).isEqualTo(greeting(196608));
    answer(message('Z', "I"));
    assertThat(client.getInputStream().readNBytes(6)).isEqualTo(message('Z', "I"));
  }

  @AfterEach
  void close() throws Exception {
    proxy.close();
    client.close();
    server.close();
    listener.close();
  }

  @Test
  void messages_arrive_as_they_were_sent_however_they_are_split() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    RandomGenerator random = new Random(seed);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 200; i++) {
      char type = "QPBECSdcHX".charAt(random.nextInt(10));
      all.write(message(type, "x".repeat(random.nextInt(i == 0 ? 300_000 : 300))));
    }
    byte[] sent = all.toByteArray();

    Thread sender = Thread.ofVirtual().start(() -> sendInPieces(sent, random));

    assertThat(received(sent.length)).isEqualTo(sent);
    sender.join();
  }

  @Test
  void a_message_does_not_wait_for_the_rest_of_the_next() throws Exception {
    byte[] first = message('Q', "SELECT 1\0");
    byte[] second = message('Q', "SELECT 2\0");

    send(first);
    client.getOutputStream().write(second, 0, second.length - 1);

    assertThat(received(first.length)).isEqualTo(first);
    client.getOutputStream().write(second, second.length - 1, 1);
    assertThat(received(second.length)).isEqualTo(second);
  }

  @Test
  void what_stands_before_a_held_statement_in_one_segment_arrives() throws Exception {
    Hold hold = proxy.hold(Marks.commit(), 1);
    byte[] before =
        concat(
            message('P', "s1\0COMMIT\0\0\0"),
            message('P', "\0SELECT 1\0\0\0"),
            message('B', "\0\0"),
            message('E', "\0\0\0\0\0"),
            message('B', "p1\0s1\0"));
    byte[] held = concat(message('E', "p1\0\0\0\0\0"), message('S', ""));

    send(concat(before, held));

    hold.await(1, LIMIT);
    assertThat(received(before.length)).isEqualTo(before);
    Thread server = Thread.ofVirtual().start(() -> answerWhenReceived(held));
    assertThat(hold.release(LIMIT)).isEqualTo(1);
    server.join();
  }

  @Test
  void a_closed_statement_is_forgotten_and_a_name_means_its_last_text() throws Exception {
    Cut cut = proxy.cutBefore(Marks.commit(), 1);
    byte[] harmless =
        concat(
            message('P', "s1\0COMMIT\0\0\0"),
            message('P', "s2\0COMMIT\0\0\0"),
            message('C', "Ss2\0"),
            message('P', "s1\0SELECT 1\0\0\0"),
            message('B', "\0s1\0"),
            message('E', "\0\0\0\0\0"),
            message('B', "\0s2\0"),
            message('E', "\0\0\0\0\0"),
            message('S', ""));

    send(harmless);

    assertThat(received(harmless.length)).isEqualTo(harmless);
    assertThat(cut.count()).isZero();
  }

  @Test
  void only_the_reply_of_the_marked_cycle_is_lost() throws Exception {
    Cut cut = proxy.cutBeforeReply(Marks.commit(), 1);
    byte[] queries = concat(message('Q', "INSERT\0"), message('Q', "commit\0"));
    byte[] first = concat(message('C', "INSERT 0 1\0"), message('Z', "T"));

    send(queries);
    assertThat(received(queries.length)).isEqualTo(queries);
    answer(first);
    assertThat(client.getInputStream().readNBytes(first.length)).isEqualTo(first);
    assertThat(cut.count()).isZero();
    answer(concat(message('C', "COMMIT\0"), message('Z', "I")));

    cut.await(1, LIMIT);
    assertThat(readsAtMost(client.getInputStream())).isLessThan(0);
    assertThat(server.getInputStream().read()).isEqualTo(-1);
  }

  private static int readsAtMost(InputStream in) {
    try {
      return in.read();
    } catch (IOException e) {
      return -2;
    }
  }

  private void answerWhenReceived(byte[] expected) {
    try {
      assertThat(received(expected.length)).isEqualTo(expected);
      answer(concat(message('C', "COMMIT\0"), message('Z', "I")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void sendInPieces(byte[] bytes, RandomGenerator random) {
    try {
      OutputStream out = client.getOutputStream();
      for (int from = 0; from < bytes.length; ) {
        int length =
            Math.min(
                1 + random.nextInt(random.nextInt(10) == 0 ? 20_000 : 20), bytes.length - from);
        out.write(bytes, from, length);
        from += length;
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void send(byte[] bytes) throws IOException {
    client.getOutputStream().write(bytes);
  }

  private void answer(byte[] bytes) throws IOException {
    server.getOutputStream().write(bytes);
  }

  private byte[] received(int length) throws IOException {
    return server.getInputStream().readNBytes(length);
  }

  private static byte[] greeting(int code) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(8);
    out.writeInt(code);
    return bytes.toByteArray();
  }

  private static byte[] message(char type, String payload) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(type);
    out.writeInt(payload.length() + 4);
    out.write(payload.getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }
}
