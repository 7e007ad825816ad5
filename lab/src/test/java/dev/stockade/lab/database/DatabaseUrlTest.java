package dev.stockade.lab.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.lab.Mistake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseUrlTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://ann@db.example:5433/shop,             db.example:5433,  shop,    ann",
    "postgres://ann@db.example/shop,                    db.example:5432,  shop,    ann",
    "postgresql://db.example/shop,                      db.example:5432,  shop,    os",
    "postgresql://ann@db.example,                       db.example:5432,  ann,     ann",
    "postgresql:///shop,                                localhost:5432,   shop,    os",
    "postgresql://,                                     localhost:5432,   os,      os",
    "postgresql://an%40n@h/my%20shop,                   h:5432,           my shop, an@n",
    "postgresql://a+b@h/c+d,                            h:5432,           c+d,     a+b",
    "postgresql://ann@[::1]:5433/shop,                  [::1]:5433,       shop,    ann",
    "'postgresql://ann@h1:1,h2:2/shop',                 'h1:1,h2:2',      shop,    ann",
    "jdbc:postgresql://db.example:5433/shop?user=ann,   db.example:5433,  shop,    ann",
    "jdbc:postgresql:shop,                              localhost:5432,   shop,    os",
    "jdbc:postgresql://h/,                              h:5432,           os,      os",
    "postgresql://h/shop?user=ann,                      h:5432,           shop,    ann",
  })
  void server_database_and_user_are_found(String url, String server, String name, String user) {
    DatabaseUrl parsed = DatabaseUrl.parse(url, "os");

    assertThat(parsed.server()).isEqualTo(server);
    assertThat(parsed.database()).isEqualTo(name);
    assertThat(parsed.user()).isEqualTo(user);
  }

  @Test
  void a_password_is_decoded_and_never_printed() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://ann:p%40s%2Fs+w@h/shop", "os");

    assertThat(url.parameters()).containsEntry("password", "p@s/s+w");
    assertThat(url.hasPassword()).isTrue();
    assertThat(url.toString() + url.jdbc()).doesNotContain("p@s", "p%40s");
  }

  @Test
  void parameters_of_psql_get_the_names_of_the_driver() {
    DatabaseUrl url =
        DatabaseUrl.parse(
            "postgresql://h/shop?sslmode=require&connect_timeout=3&application_name=a+b", "os");

    assertThat(url.parameters())
        .containsEntry("sslmode", "require")
        .containsEntry("connectTimeout", "3")
        .containsEntry("ApplicationName", "a+b");
  }

  @Test
  void what_the_url_says_is_not_replaced_by_a_default() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://h/shop?socketTimeout=7", "os");

    assertThat(url.withDefault(org.postgresql.PGProperty.SOCKET_TIMEOUT, "90").parameters())
        .containsEntry("socketTimeout", "7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mysql://h/shop", "h/shop", "", "postgresql:shop", "https://secret@h/shop"})
  void another_kind_of_url_is_refused(String url) {
    assertThatThrownBy(() -> DatabaseUrl.parse(url, "os"))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("postgresql://user@host:5432/database")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://h:port/shop,               look at its port",
    "postgresql://h:99999/shop,              look at its port",
    "jdbc:postgresql://h:0x/shop,            look at its port",
    "postgresql://ann:secret%zz@h/shop,      %25",
    "postgresql://ann:se@cret@h/shop,        %40",
    "postgresql://ann:se/cret@h/shop,        %2F",
    "postgresql://h/shop?colour=red,         unknown parameter 'colour'",
  })
  void a_malformed_url_is_refused_with_its_mistake_and_without_its_password(
      String url, String told) {
    assertThatThrownBy(() -> DatabaseUrl.parse(url, "os"))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining(told)
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("cret@");
  }
}
