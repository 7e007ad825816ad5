package dev.stockade.lab.bench.http;

import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.ground.Ground;
import dev.stockade.lab.bench.load.Desk;
import dev.stockade.lab.bench.load.Entrant;
import java.io.IOException;
import java.util.List;

/// A server in this process, and callers who ask it over HTTP. The callers share one platform
/// thread and write their requests as bytes: whatever they take of the processors the server does
/// not have, and is measured with it. Thread-safe.
public final class HttpEntrant implements Entrant {
  private final Host.Served server;
  private final Asked asked;

  private HttpEntrant(Host.Served server, Ground ground, int block) {
    this.server = server;
    this.asked = new Asked(ground.book(), server.url(), block);
  }

  /// @param block acceptances of one request
  public static HttpEntrant whole(Ground ground, int block) {
    Host.Served server = ground.host().whole(ground.database(), ground.schema());
    return new HttpEntrant(server, ground, block);
  }

  /// One acceptance a request, by a server that only reads and answers.
  public static HttpEntrant hollow(Ground ground) {
    return new HttpEntrant(ground.host().hollow(), ground, 1);
  }

  @Override
  public int block() {
    return asked.block();
  }

  @Override
  public List<Thread> start(int callers, Desk desk) {
    try {
      Switchboard board = Switchboard.of(callers, asked, desk);
      return List.of(Thread.ofPlatform().name("stockade-callers").start(board::run));
    } catch (IOException e) {
      throw new Absent("the server does not let callers in: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
