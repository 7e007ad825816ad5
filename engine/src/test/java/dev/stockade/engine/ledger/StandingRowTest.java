package dev.stockade.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.core.Entry;
import dev.stockade.core.Fate;
import dev.stockade.engine.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What has become of a bid, by the kind of the event that settled it.
class StandingRowTest {
  private static final Entry SETTLED = new Entry(7, Instant.EPOCH, 3);
  private static final Entry RELEASED = new Entry(9, Instant.EPOCH, 4);

  @Test
  void each_settlement_is_read_as_what_it_is() throws SQLException {
    assertThat(fate("NULL", false)).isEqualTo(new Fate.Open());
    assertThat(fate("'accepted'", false)).isEqualTo(new Fate.Accepted(SETTLED));
    assertThat(fate("'accepted'", true)).isEqualTo(new Fate.Released(SETTLED, RELEASED));
    assertThat(fate("'withdrawn'", false)).isEqualTo(new Fate.Withdrawn(SETTLED));
    assertThat(fate("'rejected'", false)).isEqualTo(new Fate.Rejected(SETTLED));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_settlement_that_is_not_known_is_refused_rather_than_read_as_accepted(boolean released) {
    assertThatThrownBy(() -> fate("'expired'", released))
        .isInstanceOf(SQLException.class)
        .hasMessage("a settlement that this version does not know: expired");
  }

  private static Fate fate(String settled, boolean released) throws SQLException {
    try (var connection = DriverManager.getConnection(TestDatabase.url());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT %s::text AS settled,
                       7::bigint AS settled_sequence, 'epoch'::timestamptz AS settled_at, 3 AS settled_stock,
                       CASE WHEN w.released THEN 9::bigint END AS released_sequence,
                       CASE WHEN w.released THEN 'epoch'::timestamptz END AS released_at,
                       CASE WHEN w.released THEN 4 END AS released_stock
                FROM (SELECT %s) w(released)
                """
                    .formatted(settled, released))) {
      rows.next();
      return StandingRow.fate(rows);
    }
  }
}
