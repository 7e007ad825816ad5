package dev.stockade.lab.campaign.verdict;

import dev.stockade.core.Decision;
import dev.stockade.lab.arena.Finding;
import dev.stockade.proof.history.Call;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Every acceptance that a caller was told of, over all rounds, against the database: each must be
/// there, at the sequence that was told, whatever was killed since.
public final class Acceptances {
  private static final String READ_ACCEPTED =
      """
      SELECT bid, sequence FROM stockade.event WHERE kind = 'accepted' AND collection = ANY (?)
      """;

  private record Told(UUID collection, long sequence) {}

  private final Map<UUID, Told> told = new HashMap<>();

  /// Remembers what was told in a round.
  ///
  /// @return findings where one bid was told two sequences
  List<Finding> add(List<Call> calls) {
    var findings = new ArrayList<Finding>();
    for (Call call : calls) {
      if (call.outcome() instanceof Decision.Accepted accepted) {
        UUID bid = accepted.bid().value();
        var now = new Told(call.command().collection().value(), accepted.entry().sequence());
        Told before = told.putIfAbsent(bid, now);
        if (before != null && !before.equals(now)) {
          findings.add(
              finding("TwoAnswers", "bid %s was told %s and %s".formatted(bid, before, now)));
        }
      }
    }
    return findings;
  }

  public int size() {
    return told.size();
  }

  /// What the database does not hold as it was told.
  public List<Finding> missing(Connection connection) throws SQLException {
    Map<UUID, Long> held = read(connection);
    var findings = new ArrayList<Finding>();
    told.forEach(
        (bid, it) -> {
          Long sequence = held.get(bid);
          if (sequence == null || sequence != it.sequence()) {
            findings.add(
                finding(
                    "LostAcceptance",
                    "bid %s was told accepted at sequence %d of %s; the database has %s"
                        .formatted(bid, it.sequence(), it.collection(), sequence)));
          }
        });
    return findings;
  }

  private Map<UUID, Long> read(Connection connection) throws SQLException {
    Set<UUID> collections = new HashSet<>();
    told.values().forEach(it -> collections.add(it.collection()));
    Array array = connection.createArrayOf("uuid", collections.toArray());
    Map<UUID, Long> held = new HashMap<>();
    try (PreparedStatement read = connection.prepareStatement(READ_ACCEPTED)) {
      read.setArray(1, array);
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          held.put(rows.getObject("bid", UUID.class), rows.getLong("sequence"));
        }
      }
    }
    return held;
  }

  private static Finding finding(String name, String sentence) {
    return new Finding("acceptances", name, sentence);
  }
}
