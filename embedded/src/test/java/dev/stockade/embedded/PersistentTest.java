package dev.stockade.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// All on one directory, which each test opens and leaves stopped.
class PersistentTest {

  private static Path directory = Path.of("");

  @BeforeAll
  static void create() throws Exception {
    directory = Files.createTempDirectory("stockade-test-").toRealPath().resolve("data");
    try (LocalPostgres postgres = LocalPostgres.at(directory, Progress.silent())) {
      Sql.execute(postgres, "CREATE TABLE kept (line text NOT NULL)");
    }
  }

  @AfterAll
  static void delete() throws Exception {
    Trees.delete(directory.resolveSibling(""));
  }

  @Test
  void what_was_committed_is_there_after_a_stop() throws Exception {
    try (LocalPostgres postgres = open()) {
      Sql.execute(postgres, "INSERT INTO kept VALUES ('stopped')");
    }

    try (LocalPostgres postgres = open()) {
      assertThat(kept(postgres, "stopped")).isEqualTo(1);
      assertThat(postgres.durability().holds()).isTrue();
      assertThat(postgres.guest()).isFalse();
    }
  }

  @Test
  void what_was_committed_is_there_after_all_processes_of_the_server_were_killed()
      throws Exception {
    try (LocalPostgres postgres = open()) {
      Sql.execute(postgres, "INSERT INTO kept VALUES ('killed')");
      ProcessHandle postmaster = ProcessHandle.of(postmaster().pid()).orElseThrow();
      List<ProcessHandle> children = postmaster.children().toList();
      postmaster.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
    assertThat(Postmaster.file(cluster())).exists();

    try (LocalPostgres postgres = open()) {
      assertThat(kept(postgres, "killed")).isEqualTo(1);
    }
  }

  @Test
  void it_starts_after_only_its_first_process_was_killed() throws Exception {
    try (LocalPostgres postgres = open()) {
      Sql.execute(postgres, "INSERT INTO kept VALUES ('orphaned')");
      ProcessHandle.of(postmaster().pid()).orElseThrow().destroyForcibly();
    }

    try (LocalPostgres postgres = open()) {
      assertThat(kept(postgres, "orphaned")).isEqualTo(1);
    }
  }

  @Test
  void it_starts_over_a_pid_file_whose_number_belongs_to_another_process_now() throws Exception {
    long own = ProcessHandle.current().pid();
    Files.write(
        Postmaster.file(cluster()),
        List.of(
            "" + own, cluster().toString(), "1700000000", "5432", "", "127.0.0.1", "1 1", "ready"));
    try (LocalPostgres postgres = open()) {
      assertThat(postgres.guest()).isFalse();
      assertThat(postmaster().pid()).isNotEqualTo(own);
    }
  }

  @Test
  void a_second_opener_is_a_guest_who_stops_nothing() throws Exception {
    try (LocalPostgres owner = open()) {
      try (LocalPostgres guest = open()) {
        assertThat(guest.guest()).isTrue();
        assertThat(guest.jdbcUrl()).isEqualTo(owner.jdbcUrl());
      }
      try (Child guest = Child.start(directory.toString())) {
        assertThat(guest.guest()).isTrue();
        assertThat(guest.port()).isEqualTo(owner.port());
        guest.terminate();
      }
      assertThat(Sql.value(owner, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void the_server_of_a_process_that_was_killed_is_taken_over_and_stopped() throws Exception {
    try (Child owner = Child.start(directory.toString())) {
      assertThat(owner.guest()).isFalse();
      owner.kill();
      Postmaster left = postmaster();

      try (LocalPostgres postgres = open()) {
        assertThat(postgres.guest()).isFalse();
        assertThat(postgres.port()).isEqualTo(owner.port());
      }

      assertThat(left.lives()).isFalse();
    }
  }

  @Test
  void a_process_that_is_told_to_end_stops_it() throws Exception {
    try (Child owner = Child.start(directory.toString())) {
      Postmaster server = postmaster();

      owner.terminate();

      assertThat(server.lives()).isFalse();
      assertThat(Postmaster.file(cluster())).doesNotExist();
    }
  }

  @Test
  void a_port_that_is_taken_meanwhile_is_replaced_by_another() throws Exception {
    Home home = Home.at(directory);
    Binaries binaries = Binaries.ofThisMachine(Progress.silent());
    Server server = new Server(home, Account.ofOwner(home.cluster()), binaries);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int free = Ports.free();
      Iterator<Integer> ports = List.of(taken.getLocalPort(), free).iterator();

      server.start(ports::next);

      assertThat(postmaster().port()).isEqualTo(free);
    } finally {
      server.stop();
    }
    assertThatThrownBy(() -> server.start(Ports::free)).hasMessage("the program is ending");
  }

  @Test
  void it_does_not_run_without_fsync() throws Exception {
    Path settings = cluster().resolve("postgresql.conf");
    String before = Files.readString(settings);
    Files.writeString(settings, "fsync = off\n", StandardOpenOption.APPEND);
    try {
      assertThatThrownBy(PersistentTest::open)
          .isInstanceOf(PostgresUnavailable.class)
          .hasMessageContaining("fsync = off")
          .hasMessageContaining(settings.toString());
      assertThat(Postmaster.file(cluster())).doesNotExist();
    } finally {
      Files.writeString(settings, before);
    }
  }

  @Test
  void only_the_password_opens_it_and_only_its_owner_can_read_that() throws Exception {
    try (LocalPostgres postgres = open()) {
      String url =
          "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(postgres.port());
      assertThatThrownBy(() -> DriverManager.getConnection(url)).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> DriverManager.getConnection(url + "&password=postgres"))
          .hasMessageContaining("password authentication failed");
      assertThat(postgres.toString()).isEqualTo("PostgreSQL on 127.0.0.1:" + postgres.port());
    }
    assertThat(Files.getPosixFilePermissions(directory.resolve("password")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  private static LocalPostgres open() {
    return LocalPostgres.at(directory, Progress.silent());
  }

  private static Path cluster() {
    return directory.resolve("cluster");
  }

  private static Postmaster postmaster() {
    return Postmaster.namedIn(cluster()).orElseThrow();
  }

  private static int kept(LocalPostgres postgres, String line) throws Exception {
    return Integer.parseInt(
        Sql.value(postgres, "SELECT count(*) FROM kept WHERE line = '%s'".formatted(line)));
  }
}
