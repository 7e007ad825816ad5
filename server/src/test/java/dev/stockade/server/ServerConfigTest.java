package dev.stockade.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.engine.Setting;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerConfigTest {
  @Test
  void settings_of_the_server_and_of_its_engine_are_given_together() {
    ServerConfig config =
        ServerConfig.on(8080).with(Map.of("http-idle", "2000", "connections", "4"));

    assertThat(config.time(HttpSetting.HTTP_IDLE)).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.get(HttpSetting.HTTP_BODY)).isEqualTo(HttpSetting.HTTP_BODY.byDefault());
    assertThat(config.engine().get(Setting.CONNECTIONS)).isEqualTo(4);
  }

  @Test
  void all_mistakes_are_told_at_once() {
    ServerConfig config = ServerConfig.on(8080);

    assertThatThrownBy(
            () -> config.with(Map.of("http-idle", "1", "connections", "x", "http-ilde", "2000")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http-idle must be a whole number from 1000 to 3600000: '1'")
        .hasMessageContaining("connections must be a whole number: 'x'")
        .hasMessageContaining("unknown setting 'http-ilde'")
        .hasMessageContaining("http-body-time");
  }

  @Test
  void a_port_has_sixteen_bits() {
    assertThatThrownBy(() -> ServerConfig.on(65_536)).hasMessage("port must be 0 to 65535: 65536");
    assertThatThrownBy(() -> ServerConfig.on(-1)).hasMessage("port must be 0 to 65535: -1");
  }

  @Test
  void there_are_never_more_connections_than_the_system_grants() {
    assertThat(FileDescriptors.connections(Integer.MAX_VALUE)).isLessThan(Integer.MAX_VALUE);
    assertThat(FileDescriptors.connections(1)).isEqualTo(1);
  }
}
