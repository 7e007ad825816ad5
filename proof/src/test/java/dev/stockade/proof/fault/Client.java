package dev.stockade.proof.fault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// A session that writes lines into the table `line`.
record Client(Connection connection) implements AutoCloseable {

  static Client open(String url) throws SQLException {
    return new Client(DriverManager.getConnection(url + "&connectTimeout=10&socketTimeout=20"));
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void insert(String line) throws SQLException {
    execute("INSERT INTO line VALUES ('%s')".formatted(line));
  }

  void insertAndCommit(String line) throws SQLException {
    connection.setAutoCommit(false);
    insert(line);
    connection.commit();
  }

  int count(String line) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*) FROM line WHERE text = '%s'".formatted(line))) {
      row.next();
      return row.getInt(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
