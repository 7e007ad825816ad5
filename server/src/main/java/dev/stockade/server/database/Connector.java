package dev.stockade.server.database;

import java.sql.Connection;
import java.sql.SQLException;

/// Opens a connection to the database, outside of every pool. Gives up by itself after some
/// seconds.
@FunctionalInterface
public interface Connector {
  Connection connect() throws SQLException;
}
