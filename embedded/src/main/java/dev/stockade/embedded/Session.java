package dev.stockade.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/// How a client reaches a server of ours: the superuser and the maintenance database, by TCP on the
/// loopback interface.
record Session(int port, String password) {

  static final String HOST = "127.0.0.1";

  String url() {
    return "jdbc:postgresql://%s:%d/postgres?user=postgres&password=%s"
        .formatted(HOST, port, password);
  }

  Connection open() throws SQLException {
    Properties limits = new Properties();
    limits.setProperty("connectTimeout", "2");
    limits.setProperty("socketTimeout", "10");
    return DriverManager.getConnection(url(), limits);
  }

  /// What the server of `home` says about its durability; empty if another one answers, or none.
  Optional<Durability> ask(Home home) {
    try (Connection connection = open()) {
      return isServerOf(home, connection)
          ? Optional.of(Durability.of(connection))
          : Optional.empty();
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  private static boolean isServerOf(Home home, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW data_directory")) {
      return row.next() && row.getString(1).equals(home.cluster().toString());
    }
  }
}
