package dev.stockade.lab.bench.machine;

import dev.stockade.lab.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The machine and the database that are measured, as they say themselves.
///
/// @param fsync as the server shows it
/// @param synchronousCommit as a fresh session shows it
/// @param fdatasyncMillis the median on the disk of the database, where that can be reached from
///   here
/// @param commitMillis the median of a commit of one tiny record, the way to the server included
/// @param roundTripMillis the median of a statement that does nothing
/// @param system of this machine, and its processor where it says
/// @param sharesMachine whether callers and database run on the same machine
public record Machine(
    String postgres,
    String fsync,
    String synchronousCommit,
    OptionalDouble fdatasyncMillis,
    double commitMillis,
    double roundTripMillis,
    int processors,
    String java,
    String system,
    boolean sharesMachine) {

  private static final int WARM = 20;
  private static final int TIMES = 200;
  private static final String COMMIT =
      "SELECT pg_logical_emit_message(true, 'stockade', 'one commit')";
  private static final String ROUND_TRIP = "SELECT 1";

  /// @throws dev.stockade.lab.Absent where the database fails
  public static Machine of(Database database) {
    try (Connection connection = database.connect()) {
      boolean here = isHere(connection);
      return new Machine(
          show(connection, "server_version"),
          show(connection, "fsync"),
          show(connection, "synchronous_commit"),
          here ? fdatasync(connection) : OptionalDouble.empty(),
          medianMillis(connection, COMMIT),
          medianMillis(connection, ROUND_TRIP),
          Runtime.getRuntime().availableProcessors(),
          Runtime.version().toString(),
          systemOfThis(),
          here);
    } catch (SQLException e) {
      throw database.refusal(e);
    }
  }

  /// Whether a commit that was answered survives a crash.
  public boolean isDurable() {
    return fsync.equals("on")
        && !synchronousCommit.equals("off")
        && !synchronousCommit.equals("local")
        && !synchronousCommit.equals("remote_write");
  }

  /// What it is, for people.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        "PostgreSQL %s, fsync %s, synchronous_commit %s%s"
            .formatted(
                postgres,
                fsync,
                synchronousCommit,
                isDurable() ? "" : ": UNSAFE, these figures are of commits that may be lost"));
    lines.add(
        "one fdatasync %s, one commit %.2f ms, one round trip %.2f ms"
            .formatted(
                fdatasyncMillis.isPresent()
                    ? "%.2f ms".formatted(fdatasyncMillis.getAsDouble())
                    : "not measured (the disk is not ours)",
                commitMillis,
                roundTripMillis));
    lines.add(
        "Java %s on %s, %d processors%s"
            .formatted(
                java,
                system,
                processors,
                sharesMachine
                    ? "; callers and database share this machine"
                    : "; the database is on another machine"));
    return lines;
  }

  /// The process that serves a session, where it is on this machine.
  public static Optional<Long> backend(Connection connection) throws SQLException {
    if (!isHere(connection)) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return Optional.of(row.getLong(1));
    }
  }

  private static boolean isHere(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT host(inet_server_addr())")) {
      row.next();
      String address = row.getString(1);
      return address == null || InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String systemOfThis() {
    String system =
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"));
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> system + ", " + line.substring(line.indexOf(':') + 1).strip())
          .orElse(system);
    } catch (IOException | UncheckedIOException e) {
      return system;
    }
  }

  private static OptionalDouble fdatasync(Connection connection) throws SQLException {
    try {
      // Only a database of our own is written beside; it is a temporary one.
      Path directory = Path.of(show(connection, "data_directory"));
      boolean temporary = directory.startsWith(System.getProperty("java.io.tmpdir"));
      return temporary && Files.isWritable(directory)
          ? OptionalDouble.of(Disk.fdatasyncMillis(directory))
          : OptionalDouble.empty();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT setting FROM pg_settings WHERE name = ?")) {
      statement.setString(1, setting);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : "";
      }
    }
  }

  private static double medianMillis(Connection connection, String sql) throws SQLException {
    long[] nanos = new long[TIMES];
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = -WARM; i < TIMES; i++) {
        long start = System.nanoTime();
        statement.execute();
        nanos[Math.max(0, i)] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return nanos[TIMES / 2] / 1e6;
  }
}
