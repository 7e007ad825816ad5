package dev.stockade.lab.bench.http;

import dev.stockade.lab.Absent;
import dev.stockade.lab.database.Database;
import java.net.URI;

/// Starts servers in this process. The lab does not know the server: whoever does gives it one.
public interface Host {
  /// Where there is no server.
  Host NONE =
      new Host() {
        @Override
        public Served whole(Database database, String schema) {
          throw new Absent("there is no server to be measured here");
        }

        @Override
        public Served hollow() {
          throw new Absent("there is no server to be measured here");
        }
      };

  /// A server that runs.
  interface Served extends AutoCloseable {
    URI url();

    @Override
    void close();
  }

  /// A server as anybody starts it, on tables that are there.
  ///
  /// @throws Absent where it cannot be started
  Served whole(Database database, String schema);

  /// The same server with nothing behind it: it reads a request for an acceptance, takes it apart
  /// and answers as if it had been accepted.
  Served hollow();
}
