package dev.stockade.proof.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// Stands in front of a PostgreSQL on the loopback interface and breaks connections: those that
/// happen to be there by the state of the [Line], or one at the very statement that a test is
/// about.
///
/// It understands enough of PostgreSQL's protocol, version 3, to see which statement a client
/// executes, simple or prepared, pipelined or split. It refuses encryption. Safe for use by several
/// threads; a change applies to what is sent after it.
public final class FaultProxy implements AutoCloseable {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int BACKLOG = 1_000;
  private static final String HOST = "127.0.0.1";

  private final ServerSocket listener;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final List<Armed> armed = new CopyOnWriteArrayList<>();

  private volatile InetSocketAddress target;

  /// Written with the monitor of `links`, so that no link is added between a change and its effect
  /// on all links.
  private volatile Line line = new Line.Open();

  private FaultProxy(InetSocketAddress target, ServerSocket listener) {
    this.target = target;
    this.listener = listener;
  }

  /// A proxy that passes everything on to a server, and listens on a port of its own.
  public static FaultProxy inFrontOf(String host, int port) throws IOException {
    ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral(HOST));
    FaultProxy proxy = new FaultProxy(new InetSocketAddress(host, port), listener);
    Thread.ofVirtual().name("fault-proxy").start(proxy::accept);
    return proxy;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// New connections lead to this port: the server was started again and has another one.
  public void leadTo(int port) {
    target = new InetSocketAddress(target.getAddress(), port);
  }

  /// The JDBC URL that leads to the same database through this proxy.
  public String through(String jdbcUrl) {
    return jdbcUrl.replaceFirst("//[^/]*/", "//%s:%d/".formatted(HOST, port()));
  }

  public Line line() {
    return line;
  }

  /// Changes the line, for the connections that are open and for those to come.
  public void line(Line changed) {
    synchronized (links) {
      line = changed;
      switch (changed) {
        case Line.Silent silent -> links.forEach(Link::silence);
        case Line.Refusing refusing -> reset();
        case Line.Open open -> {}
        case Line.Slow slow -> {}
      }
    }
  }

  /// Resets the connections that are open, on both sides. New ones are not affected.
  public void reset() {
    links.forEach(Link::reset);
  }

  /// Breaks the connection at the next `times` statements that bear `mark`, before they are sent.
  public Cut cutBefore(Predicate<String> mark, int times) {
    return arm(new Cut(Cut.Moment.BEFORE_THE_STATEMENT, new Trigger(mark, times)));
  }

  /// Breaks the connection at the next `times` statements that bear `mark`, after the server has
  /// answered and before the client hears it: a COMMIT is then done, or was refused.
  public Cut cutBeforeReply(Predicate<String> mark, int times) {
    return arm(new Cut(Cut.Moment.BEFORE_THE_REPLY, new Trigger(mark, times)));
  }

  /// Silences the connection at the next `times` statements that bear `mark`, after the server has
  /// answered: what it did is done, and the client waits for the answer.
  public Cut withholdReply(Predicate<String> mark, int times) {
    return arm(new Cut(Cut.Moment.INSTEAD_OF_THE_REPLY, new Trigger(mark, times)));
  }

  /// Breaks the client's side at the next `times` statements that bear `mark`, and delivers them to
  /// the server when told to.
  public Hold hold(Predicate<String> mark, int times) {
    return arm(new Hold(new Trigger(mark, times)));
  }

  /// Stops listening and closes all connections, held ones too.
  @Override
  public void close() throws IOException {
    listener.close();
    links.forEach(Link::close);
  }

  Optional<Armed> armedFor(String sql) {
    return armed.stream().filter(each -> each.trigger().firesFor(sql)).findFirst();
  }

  void forget(Link link) {
    links.remove(link);
  }

  private <A extends Armed> A arm(A added) {
    armed.add(added);
    return added;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().name("fault-connect").start(() -> connect(client));
      } catch (IOException e) {
        // Closed; the loop ends.
      }
    }
  }

  private void connect(Socket client) {
    try {
      client.setTcpNoDelay(true);
      Socket server = new Socket();
      server.connect(target, CONNECT_MILLIS);
      server.setTcpNoDelay(true);
      open(new Link(this, client, server));
    } catch (IOException e) {
      Sockets.reset(client);
    }
  }

  private void open(Link link) throws IOException {
    synchronized (links) {
      links.add(link);
      switch (line) {
        case Line.Silent silent -> link.silence();
        case Line.Refusing refusing -> link.reset();
        case Line.Open open -> {}
        case Line.Slow slow -> {}
      }
    }
    if (listener.isClosed()) {
      link.close();
    }
    link.start();
  }
}
