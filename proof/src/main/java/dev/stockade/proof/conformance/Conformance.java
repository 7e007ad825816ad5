package dev.stockade.proof.conformance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/// Starts two nodes for a class of tests, and judges the history of each test and the whole
/// database after it, by the checker and by the audit. The tests stand in the interfaces that a
/// subclass implements; a strategy takes them all, see [StrategyConformance].
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
public abstract class Conformance {
  private Node here;
  private Node there;
  private Connection judge;
  private Arena arena;

  /// The database of the suite, with user and password.
  protected abstract String jdbcUrl();

  /// The schema with Stockade's tables, used by nothing else.
  protected abstract String schema();

  /// Starts a node on that database and schema.
  ///
  /// @param jdbcUrl leads to [#jdbcUrl()], perhaps through a proxy that breaks connections
  protected abstract Node node(String jdbcUrl);

  /// Starts the second node: another strategy, where two are to be tested on the same collections.
  protected Node otherNode(String jdbcUrl) {
    return node(jdbcUrl);
  }

  /// For the tests.
  public final Arena arena() {
    return arena;
  }

  /// For the tests that break connections: a node behind a proxy.
  public final Node nodeThrough(String jdbcUrl) {
    return node(jdbcUrl);
  }

  @BeforeAll
  final void startNodes() throws SQLException {
    judge = DriverManager.getConnection(jdbcUrl());
    here = node(jdbcUrl());
    there = otherNode(jdbcUrl());
  }

  @AfterAll
  final void stopNodes() throws SQLException {
    here.close();
    there.close();
    judge.close();
  }

  @BeforeEach
  final void enter() {
    arena = new Arena(jdbcUrl(), schema(), here, there, judge);
  }

  @AfterEach
  final void judgeByTheChecker() throws Exception {
    arena.checkerFindsNothing();
  }

  @AfterEach
  final void judgeByTheAudit() throws Exception {
    arena.auditFindsNothing();
  }
}
