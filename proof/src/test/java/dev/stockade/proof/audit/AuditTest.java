package dev.stockade.proof.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuditTest {
  /// A collection with one event of each kind, one of another tenant with the same ids, and one in
  /// which nothing happened. Bid n is `…0b0n`.
  private static final String HONEST =
      """
      INSERT INTO collection (tenant, id, name, supply, stock, accepted, version, status, strategy, opened_supply,
        opened_strategy, strategy_mode, strategy_reason, strategy_since)
      VALUES ('default', '00000000-0000-0000-0000-000000000c01', 'one', 8, 0, 8, 9, 'closed', 'other', 5, 'row-lock', 'auto', 'it is hot',
          timestamptz '2026-01-01' - interval '7 hours'),
        ('acme', '00000000-0000-0000-0000-000000000c01', 'two', 3, 2, 1, 1, 'open', 'row-lock', 3, 'row-lock', 'pinned', 'opened so', 'epoch'),
        ('default', '00000000-0000-0000-0000-000000000c03', 'three', 4, 4, 0, 0, 'open', 'row-lock', 4, 'row-lock', 'pinned', 'opened so', 'epoch');
      INSERT INTO bid (tenant, id, collection, bidder, quantity, price, currency)
      SELECT t.tenant, ('00000000-0000-0000-0000-000000000b0' || n)::uuid,
        '00000000-0000-0000-0000-000000000c01', 'ann', (ARRAY[2, 1, 1, 1, 7])[n], 100, 'EUR'
      FROM (VALUES ('default'), ('acme')) t(tenant), generate_series(1, 5) n;
      UPDATE bid SET quantity = 1 WHERE tenant = 'acme';
      INSERT INTO event (tenant, collection, sequence, kind, quantity, stock, at, bid, restock, strategy, strategy_mode,
        reason)
      SELECT tenant, '00000000-0000-0000-0000-000000000c01', sequence, kind::event_kind, quantity, stock,
        timestamptz '2026-01-01' - sequence * interval '1 hour',
        ('00000000-0000-0000-0000-000000000b0' || bid)::uuid,
        ('00000000-0000-0000-0000-000000000a0' || restock)::uuid, strategy, CASE WHEN strategy IS NOT NULL THEN 'auto'::strategy_mode END, reason
      FROM (VALUES
        ('default', 1, 'accepted', 2, 3, 1, NULL::int, NULL, NULL),
        ('default', 2, 'accepted', 1, 2, 2, NULL, NULL, NULL),
        ('default', 3, 'released', 2, 4, 1, NULL, NULL, NULL),
        ('default', 4, 'withdrawn', 0, 4, 3, NULL, NULL, NULL),
        ('default', 5, 'rejected', 0, 4, 4, NULL, NULL, NULL),
        ('default', 6, 'restocked', 3, 7, NULL, 1, NULL, NULL),
        ('default', 7, 'strategy-changed', 0, 7, NULL, NULL, 'other', 'it is hot'),
        ('default', 8, 'accepted', 7, 0, 5, NULL, NULL, NULL),
        ('default', 9, 'closed', 0, 0, NULL, NULL, NULL, NULL),
        ('acme', 1, 'accepted', 1, 2, 1, NULL, NULL, NULL)
        ) e(tenant, sequence, kind, quantity, stock, bid, restock, strategy, reason);
      """;

  private static final String C1 = "00000000-0000-0000-0000-000000000c01";

  private Tables tables;

  @BeforeEach
  void fill() throws SQLException {
    tables = Tables.create();
    tables.execute(HONEST);
  }

  @AfterEach
  void drop() throws SQLException {
    tables.close();
  }

  @Test
  void tables_that_agree_are_clean_and_are_counted() throws Exception {
    assertThat(tables.audit()).isEqualTo(new AuditReport(3, 10, 10, 0, List.of()));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          UPDATE collection SET supply = 9 WHERE name = 'one'                            | DoesNotAddUp WrongSupply
          UPDATE collection SET supply = 9, opened_supply = 6, stock = 1 WHERE name = 'one' | WrongEventStock
          UPDATE collection SET stock = -1, accepted = 9 WHERE name = 'one'              | NegativeStock Undersold WrongAccepted
          UPDATE collection SET stock = 1, accepted = 7 WHERE name = 'one'               | WrongStock WrongAccepted
          UPDATE collection SET stock = 3 WHERE name = 'three'                           | DoesNotAddUp Undersold
          UPDATE collection SET stock = 3, held = 1 WHERE name = 'three'                 | WrongHeld
          UPDATE collection SET version = 8 WHERE name = 'one'                           | WrongVersion
          UPDATE collection SET status = 'open' WHERE name = 'one'                       | WrongStatus
          UPDATE collection SET strategy = 'row-lock' WHERE name = 'one'                 | WrongStrategy
          UPDATE collection SET strategy_mode = 'pinned' WHERE name = 'one'              | WrongMode
          UPDATE collection SET strategy_since = 'epoch' WHERE name = 'one'              | WrongSwitch
          UPDATE collection SET strategy_reason = 'a whim' WHERE name = 'one'            | WrongSwitch
          UPDATE event SET strategy_mode = NULL WHERE sequence = 7                       | IncompleteEvent WrongMode
          DELETE FROM event WHERE sequence = 4                                           | SequenceGap
          UPDATE event SET sequence = 4 WHERE sequence = 5                               | SequenceTwice SequenceGap
          UPDATE event SET stock = 5 WHERE sequence = 4                                  | WrongEventStock WrongEventStock
          UPDATE event SET stock = -1 WHERE sequence = 9                                 | WrongEventStock NegativeStock
          UPDATE event SET bid = NULL WHERE sequence = 4                                 | IncompleteEvent
          UPDATE event SET reason = NULL WHERE sequence = 7                              | IncompleteEvent
          UPDATE event SET restock = NULL WHERE sequence = 6                             | IncompleteEvent
          UPDATE event SET quantity = 1 WHERE sequence = 9                               | WrongQuantity
          UPDATE event SET quantity = 8 WHERE sequence = 8                               | Oversold WrongQuantity WrongEventStock WrongAccepted WrongStock
          UPDATE event SET bid = '00000000-0000-0000-0000-000000000b04' WHERE sequence = 4 | SettledTwice
          DELETE FROM bid WHERE id = '00000000-0000-0000-0000-000000000b03' AND tenant = 'default' | UnknownBid
          UPDATE bid SET collection = '00000000-0000-0000-0000-000000000c03' WHERE id = '00000000-0000-0000-0000-000000000b02' AND tenant = 'default' | WrongCollection
          UPDATE bid SET quantity = 3 WHERE id = '00000000-0000-0000-0000-000000000b05' AND tenant = 'default' | WrongQuantity
          INSERT INTO bid SELECT * FROM bid WHERE id = '00000000-0000-0000-0000-000000000b05' AND tenant = 'acme' | BidTwice
          INSERT INTO collection SELECT * FROM collection WHERE name = 'three'           | CollectionTwice
          DELETE FROM collection WHERE tenant = 'acme'                                   | UnknownCollection
          UPDATE event SET bid = '00000000-0000-0000-0000-000000000b02' WHERE sequence = 3 | WrongQuantity
          """)
  void one_corruption_is_called_by_its_name(String corruption, String names) throws Exception {
    tables.execute(corruption);

    AuditReport report = tables.audit();

    assertThat(report.violations())
        .extracting(AuditViolation::name)
        .containsExactlyInAnyOrder(names.split(" "));
    assertThat(report.violations())
        .allSatisfy(it -> assertThat(it.sentence()).matches("[A-Z0-9][^\\n]*\\."));
    assertThat(report.found()).isEqualTo(report.violations().size());
  }

  @Test
  void a_bid_accepted_twice_is_told_with_its_place() throws Exception {
    append(10, "accepted", 1, -1, 2);

    assertThat(tables.audit().violations())
        .filteredOn(it -> it.name().equals("AcceptedTwice"))
        .singleElement()
        .satisfies(it -> assertThat(it.sequence()).hasValue(10))
        .satisfies(it -> assertThat(it.collection()).isEqualTo(C1));
  }

  @Test
  void an_acceptance_and_a_close_after_the_close_are_told() throws Exception {
    append(10, "accepted", 0, 0, 3);
    append(11, "closed", 0, 0, 0);

    assertThat(names()).contains("AcceptedAfterClose", "ClosedTwice");
  }

  @Test
  void a_release_before_the_acceptance_and_a_second_one_are_told() throws Exception {
    append(10, "released", 2, 2, 1);
    append(11, "released", 1, 3, 4);

    assertThat(names()).contains("ReleasedTwice", "ReleasedUnaccepted").hasSize(5);
  }

  @Test
  void a_restock_that_happens_twice_is_told() throws Exception {
    tables.execute(
        """
        INSERT INTO event (collection, sequence, kind, quantity, stock, at, restock)
        SELECT collection, 10, kind, 3, 3, at, restock FROM event WHERE kind = 'restocked'""");

    assertThat(names()).contains("RestockedTwice");
  }

  @Test
  void two_buyers_of_one_unit_at_the_same_sequence_are_an_oversell() throws Exception {
    tables.execute(
        """
        INSERT INTO event (collection, sequence, kind, quantity, stock, at, bid)
        SELECT collection, 8, kind, 1, 0, at, '00000000-0000-0000-0000-000000000b09' FROM event WHERE sequence = 8""");

    assertThat(names()).contains("Oversold", "SequenceTwice", "UnknownBid");
  }

  @Test
  void another_tenant_is_named_before_its_collection() throws Exception {
    tables.execute("UPDATE collection SET version = 7 WHERE tenant = 'acme'");

    assertThat(tables.audit().violations())
        .containsExactly(
            new AuditViolation(
                "WrongVersion",
                "acme/" + C1,
                OptionalLong.empty(),
                "The version is 7; the last event has sequence 1."));
  }

  @Test
  void more_violations_than_are_told_are_counted() throws Exception {
    tables.execute(
        """
        INSERT INTO event (collection, sequence, kind, quantity, stock, at, bid)
        SELECT '00000000-0000-0000-0000-000000000c01', 10 + n, 'withdrawn', 0, 0, now(), gen_random_uuid()
        FROM generate_series(0, 4999) n""");

    AuditReport report = tables.audit();

    assertThat(report.violations()).hasSize(Audit.MAX_TOLD);
    assertThat(report.found()).isEqualTo(5001);
  }

  @Test
  void the_connection_is_as_it_was_and_nothing_was_written() throws Exception {
    tables.audit();

    assertThat(tables.connection.getAutoCommit()).isTrue();
    tables.execute("UPDATE collection SET name = name");
  }

  @Test
  void a_missing_schema_is_told_in_one_sentence() {
    assertThatThrownBy(() -> Audit.run(tables.connection, "no \"such\" one"))
        .isInstanceOf(NotAuditable.class)
        .hasMessage("This database has no schema \"no \"such\" one\".");
  }

  @Test
  void a_foreign_schema_is_told_in_one_sentence() {
    assertThatThrownBy(() -> Audit.run(tables.connection, "information_schema"))
        .isInstanceOf(NotAuditable.class)
        .hasMessage(
            "The schema \"information_schema\" is not Stockade's: it lacks the column collection.tenant.");
  }

  @Test
  void a_schema_that_may_not_be_read_is_told_in_one_sentence() throws Exception {
    tables.execute("SET ROLE pg_monitor");

    assertThatThrownBy(tables::audit)
        .isInstanceOf(NotAuditable.class)
        .hasMessageEndingWith("may not be read by this user.");

    tables.execute(
        "RESET ROLE; GRANT USAGE ON SCHEMA "
            + tables.schema
            + " TO pg_monitor; SET ROLE pg_monitor");
    assertThatThrownBy(tables::audit)
        .isInstanceOf(NotAuditable.class)
        .hasMessageEndingWith("may not be read by this user.");

    tables.execute("RESET ROLE");
  }

  private List<String> names() throws Exception {
    return tables.audit().violations().stream().map(AuditViolation::name).toList();
  }

  private void append(int sequence, String kind, int quantity, int stock, int bid)
      throws SQLException {
    tables.execute(
        """
        INSERT INTO event (collection, sequence, kind, quantity, stock, at, bid)
        VALUES ('%s', %d, '%s', %d, %d, now(), nullif('00000000-0000-0000-0000-000000000b0%d',
          '00000000-0000-0000-0000-000000000b00')::uuid)"""
            .formatted(C1, sequence, kind, quantity, stock, bid));
  }
}
