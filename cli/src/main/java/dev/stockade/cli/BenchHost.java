package dev.stockade.cli;

import dev.stockade.engine.DatabaseException;
import dev.stockade.lab.Absent;
import dev.stockade.lab.bench.http.Host;
import dev.stockade.lab.database.Database;
import dev.stockade.lab.report.Screen;
import dev.stockade.server.HollowServer;
import dev.stockade.server.Server;
import dev.stockade.server.ServerConfig;
import dev.stockade.server.http.PortUnavailable;
import java.net.URI;
import java.util.Map;

/// Starts the servers that `bench` measures, on ports that are free.
record BenchHost(Screen screen) implements Host {
  private record Running(URI url, Runnable end) implements Served {
    @Override
    public void close() {
      end.run();
    }
  }

  @Override
  public Served whole(Database database, String schema) {
    var config = ServerConfig.on(0).with(Map.of("schema", schema, "migration", "off"));
    try {
      Server server = Server.start(database::connect, config, screen::say);
      return new Running(server.url(), server::close);
    } catch (PortUnavailable | DatabaseException e) {
      throw new Absent(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Served hollow() {
    try {
      HollowServer server = HollowServer.start(screen::say);
      return new Running(server.url(), server::close);
    } catch (PortUnavailable e) {
      throw new Absent(String.valueOf(e.getMessage()), e);
    }
  }
}
