package dev.stockade.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said about directories that cannot be used, and which can.
class HomeTest {

  @TempDir private Path directory;

  @Test
  void a_file_is_refused() throws IOException {
    Path file = Files.writeString(directory.resolve("notes"), "");
    refuses(file, "notes is a file: name a directory");
  }

  @Test
  void a_directory_with_something_else_is_refused_and_left_alone() throws IOException {
    Files.writeString(directory.resolve("notes"), "");
    refuses(directory, "holds something else than a database");
    assertThat(directory.toFile().list()).containsExactly("notes");
  }

  @Test
  void a_cluster_of_somebody_else_is_refused() throws IOException {
    Files.writeString(directory.resolve("PG_VERSION"), "18\n");
    refuses(directory, "is a PostgreSQL cluster that was not created here");
  }

  @Test
  void another_major_version_is_refused() throws IOException {
    Files.createDirectory(directory.resolve("cluster"));
    Files.writeString(directory.resolve("cluster/PG_VERSION"), "17\n");
    refuses(directory, "was written by PostgreSQL 17, and this is PostgreSQL 18");
  }

  @Test
  void a_place_where_no_directory_can_be_created_is_refused() {
    refuses(Path.of("/dev/null/data"), "cannot use the directory /dev/null/data");
  }

  @Test
  void only_an_existing_database_is_opened_by_who_does_not_want_a_new_one() {
    for (Path none : List.of(directory, directory.resolve("absent"))) {
      assertThatThrownBy(() -> LocalPostgres.existing(none, Progress.silent()))
          .isInstanceOf(PostgresUnavailable.class)
          .hasMessage("there is no database in " + none);
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void one_that_nobody_else_can_enter_works_after_a_creation_that_was_cut_short() throws Exception {
    Path hidden =
        Files.createDirectory(
            directory.resolve("hidden"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path home = hidden.resolve("a b");
    Files.createDirectories(home.resolve("cluster.draft/base"));
    Files.writeString(home.resolve("cluster.draft/PG_VERSION"), "18\n");
    Files.writeString(home.resolve("password"), "half");

    LocalPostgres.at(home, Progress.silent()).close();

    try (LocalPostgres postgres = LocalPostgres.existing(home, Progress.silent())) {
      assertThat(Sql.value(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  private static void refuses(Path path, String reason) {
    assertThatThrownBy(() -> LocalPostgres.at(path, Progress.silent()))
        .isInstanceOf(PostgresUnavailable.class)
        .hasMessageContaining(reason);
  }
}
