package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.core.Bid;
import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Price;
import dev.stockade.embedded.LocalPostgres;
import dev.stockade.embedded.Progress;
import dev.stockade.engine.Config;
import dev.stockade.engine.Stockade;
import dev.stockade.lab.arena.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The commands, each with an embedded PostgreSQL that lives in a directory.
final class CommandsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path data;
  @TempDir private Path directory;
  private static LocalPostgres postgres;

  @BeforeAll
  static void startDatabase() {
    postgres = LocalPostgres.at(data, Progress.silent());
  }

  @AfterAll
  static void stopDatabase() {
    postgres.close();
  }

  @Test
  void race_prints_one_json_object() throws SQLException {
    Run run = Run.of("race", "--stock=3", "--callers=9", "--seed=7", "--json", "--database", url());

    assertThat(run.code()).isZero();
    JsonNode json = JSON.readTree(run.out());
    assertThat(json.get("seed").asLong()).isEqualTo(7);
    assertThat(json.get("results")).hasSize(Contender.NAIVE_AND_STRATEGIES.size());
    assertThat(json.get("results").get(0).get("strategy").asString()).isEqualTo("naive");
    JsonNode rowLock = json.get("results").get(1);
    assertThat(rowLock.propertyNames())
        .containsExactly(
            "strategy",
            "stock",
            "callers",
            "accepted",
            "soldOut",
            "rateLimited",
            "deferred",
            "oversold",
            "violations",
            "acceptsPerSecond",
            "p50Millis",
            "p99Millis");
    assertThat(rowLock.get("strategy").asString()).isEqualTo("row-lock");
    assertThat(rowLock.get("accepted").asInt()).isEqualTo(3);
    assertThat(rowLock.get("soldOut").asInt()).isEqualTo(6);
    assertThat(rowLock.get("violations").asInt()).isZero();
    assertThat(schemas()).noneMatch(schema -> schema.startsWith("stockade_race"));
  }

  @Test
  void race_with_a_rate_limit_tells_whom_it_refused() {
    Run run =
        Run.of("race", "--stock=50", "--callers=40", "--rate=3/h", "--json", "--database", url());

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode results = JSON.readTree(run.out()).get("results");
    assertThat(results).isNotEmpty();
    for (JsonNode result : results) {
      assertThat(result.get("strategy").asString()).isNotEqualTo("naive");
      assertThat(result.get("accepted").asInt()).isEqualTo(3);
      assertThat(result.get("rateLimited").asInt()).isEqualTo(37);
      assertThat(result.get("violations").asInt()).isZero();
    }
  }

  @Test
  void race_prints_a_report_on_stdout_and_progress_on_stderr() {
    Run run = Run.of("race", "--stock=3", "--callers=9", "--database", url());

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("9 callers want 3 units").containsPattern("row-lock .* sound");
    assertThat(run.err()).contains("row-lock      3 accepted, 6 sold out");
  }

  @Test
  void replay_skips_bad_rows_and_prints_one_json_object() throws IOException, SQLException {
    Path file = directory.resolve("trace.csv");
    Files.writeString(
        file,
        """
        timestamp,item,price_eth,seller,buyer
        2021-03-12 23:59:59 UTC,before the window,1,s,b
        2021-03-13 00:00:00 UTC,a,0.300000,s,b
        2021-03-13 00:00:00 UTC,a,0.300000,s,b
        2021-03-13 00:00:00 UTC,a,lots,s,b
        2021-03-13 23:59:59 UTC,a,,s,"Ann, née B"
        """);

    Run run =
        Run.of(
            "replay", file.toString(), "--supply=2", "--speed=max", "--json", "--database", url());

    assertThat(run.code()).isZero();
    assertThat(run.err())
        .contains("line 5, column 3 (price_eth): 'lots' is not a decimal number like 0.300000");
    JsonNode json = JSON.readTree(run.out());
    assertThat(json.propertyNames())
        .contains(
            "rows",
            "badRows",
            "accepted",
            "soldOut",
            "oversold",
            "violations",
            "stockLeft",
            "seconds");
    assertThat(json.get("rows").asInt()).isEqualTo(3);
    assertThat(json.get("badRows").asInt()).isEqualTo(1);
    assertThat(json.get("accepted").asInt()).isEqualTo(2);
    assertThat(json.get("soldOut").asInt()).isEqualTo(1);
    assertThat(json.get("stockLeft").asInt()).isZero();
    assertThat(schemas()).noneMatch(schema -> schema.startsWith("stockade_replay"));
  }

  @Test
  void replay_ends_with_exit_code_1_where_promises_are_broken() throws IOException {
    Path file = directory.resolve("trace.csv");
    Files.writeString(
        file,
        "timestamp,item,price_eth,seller,buyer\n" + "2021-03-13 00:00:00 UTC,a,1,s,b\n".repeat(60));

    Run run =
        Run.of(
            "replay",
            file.toString(),
            "--supply=10",
            "--speed=max",
            "--strategy=naive",
            "--database",
            url());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("BROKEN");
  }

  @Test
  void bench_measures_and_verifies_a_cell() {
    Run run =
        Run.of(
            "bench",
            "--party=optimistic",
            "--callers=2",
            "--runs=1",
            "--warm-up=0",
            "--measured=1",
            "--json",
            "--database",
            url());

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode results = JSON.readTree(run.out()).get("results");
    assertThat(results).isNotEmpty();
    for (JsonNode result : results) {
      assertThat(result.get("party").asString()).isEqualTo("optimistic");
      assertThat(result.get("verified").asBoolean()).isTrue();
    }
  }

  @Test
  void a_wrong_password_ends_with_exit_code_69() {
    String wrong = "postgresql://postgres:wrong@127.0.0.1:" + postgres.port() + "/postgres";

    Run run = Run.of("audit", "--database", wrong);

    assertThat(run)
        .isEqualTo(
            new Run(
                69,
                "",
                "stockade: PostgreSQL at 127.0.0.1:%d does not accept the password of user 'postgres': check PGPASSWORD or --password-file\n"
                    .formatted(postgres.port())));
  }

  @Test
  void audit_finds_nothing_beside_a_server_that_uses_the_same_directory() throws Exception {
    sellOne("audit_sound");

    Run run = Run.of("audit", "--data", data.toString(), "--schema", "audit_sound");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("Sound: schema audit_sound of ")
        .endsWith(" has 1 collection, 1 bid and 1 event.\n");
  }

  @Test
  void audit_tells_each_violation_by_name_collection_and_sequence() throws Exception {
    CollectionId collection = sellOne("audit_broken");
    execute("ALTER TABLE audit_broken.event DISABLE TRIGGER USER");
    execute("UPDATE audit_broken.event SET sequence = 2");

    Run run = Run.of("audit", "--database", url(), "--schema", "audit_broken");
    Run json = Run.of("audit", "--database", url(), "--schema", "audit_broken", "--json");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("SequenceGap  collection " + collection + ", sequence 2  ");
    assertThat(json.code()).isEqualTo(1);
    JsonNode report = JSON.readTree(json.out());
    assertThat(report.get("violations").asInt()).isPositive();
    assertThat(report.get("found").valueStream().map(it -> it.get("name").asString()))
        .contains("SequenceGap");
  }

  @Test
  void a_schema_that_is_missing_or_foreign_ends_with_exit_code_69() throws SQLException {
    execute("CREATE SCHEMA foreign_one");
    execute("CREATE TABLE foreign_one.collection (id int)");

    Run missing = Run.of("audit", "--database", url());
    Run foreign = Run.of("audit", "--database", url(), "--schema", "foreign_one");

    assertThat(missing.code()).isEqualTo(69);
    assertThat(missing.err())
        .startsWith("stockade: nothing to audit in ")
        .endsWith("This database has no schema \"stockade\"; name another with --schema\n");
    assertThat(foreign.code()).isEqualTo(69);
    assertThat(foreign.err()).contains("The schema \"foreign_one\" is not Stockade's");
  }

  private static String url() {
    return postgres.jdbcUrl();
  }

  private static CollectionId sellOne(String schema) throws InterruptedException {
    var source = new PGSimpleDataSource();
    source.setUrl(url());
    var id = CollectionId.of(new UUID(1, 1));
    var bid = new Bid(new BidId(new UUID(1, 2)), id, "ann", 1, new Price(1, "EUR"));
    try (Stockade stockade = Stockade.on(source, Config.defaults().withSchema(schema))) {
      stockade.open(id, "shop", 3);
      stockade.placeAndAccept(bid);
    }
    return id;
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> schemas() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT array_agg(nspname::text) FROM pg_namespace")) {
      rows.next();
      return List.of((String[]) rows.getArray(1).getArray());
    }
  }
}
