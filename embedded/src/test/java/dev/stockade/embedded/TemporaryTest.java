package dev.stockade.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemporaryTest {

  @Test
  void it_is_durable_and_gone_after_the_close() throws Exception {
    List<String> lines = new ArrayList<>();
    Path home;
    Postmaster postmaster;
    try (LocalPostgres postgres = LocalPostgres.temporary(lines::add)) {
      home = Sql.home(postgres);
      postmaster = Postmaster.namedIn(home.resolve("cluster")).orElseThrow();

      assertThat(postgres.guest()).isFalse();
      assertThat(postgres.durability()).isEqualTo(new Durability("on", "on", "on"));
      assertThat(Sql.value(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(Sql.value(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(Sql.value(postgres, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(Sql.value(postgres, "SHOW server_version")).startsWith(Home.MAJOR + ".");
      assertThat(
              Sql.value(
                  postgres, "SELECT setting FROM pg_file_settings WHERE name ~* '^timezone$'"))
          .isEqualTo("UTC");
      assertThat(Sql.value(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(Sql.value(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ProcessHandle.of(postmaster.pid()).orElseThrow().info().user())
          .isPresent()
          .isNotEqualTo(Optional.of("root"));
      assertThat(lines).last().isEqualTo("starting PostgreSQL");
    }

    assertThat(home).doesNotExist();
    assertThat(postmaster.lives()).isFalse();
  }

  @Test
  void it_does_not_outlive_a_process_that_is_killed() throws Exception {
    try (Child child = Child.start()) {
      assertThat(child.home()).isDirectory();
      Postmaster postmaster = Postmaster.namedIn(child.home().resolve("cluster")).orElseThrow();

      child.kill();

      await().atMost(Duration.ofSeconds(30)).until(() -> Files.notExists(child.home()));
      assertThat(postmaster.lives()).isFalse();
    }
  }

  @Test
  void it_is_gone_when_a_process_that_is_told_to_end_has_ended() throws Exception {
    try (Child child = Child.start()) {
      child.terminate();

      assertThat(child.home()).doesNotExist();
    }
  }

  @Test
  void closing_works_twice_and_on_an_interrupted_thread() throws Exception {
    LocalPostgres postgres = LocalPostgres.temporary(Progress.silent());
    Path home = Sql.home(postgres);

    Thread.currentThread().interrupt();
    postgres.close();
    postgres.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(home).doesNotExist();
  }
}
