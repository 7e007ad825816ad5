package dev.stockade.lab.database;

import dev.stockade.lab.Mistake;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/// A URL in the form that psql takes, turned into the one that JDBC's driver takes.
///
/// @param userInfo user and password, where they stand before the host
record LibpqUrl(String jdbc, Map<String, String> userInfo) {
  private static final Pattern FORM =
      Pattern.compile(
          "postgres(?:ql)?://(?:(?<user>[^@/?]*)@)?(?<hosts>[^/?@]*)"
              + "(?:/(?<database>[^?@]*))?(?:\\?(?<parameters>.*))?");
  private static final Pattern BARE_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");

  /// Parameters of libpq by the names that the driver gives them.
  private static final Map<String, String> DRIVER_NAMES =
      Map.of(
          "application_name", PGProperty.APPLICATION_NAME.getName(),
          "channel_binding", PGProperty.CHANNEL_BINDING.getName(),
          "connect_timeout", PGProperty.CONNECT_TIMEOUT.getName(),
          "gssencmode", PGProperty.GSS_ENC_MODE.getName(),
          "require_auth", PGProperty.REQUIRE_AUTH.getName());

  static LibpqUrl parse(String text) {
    if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
      throw new Mistake("this is no database URL that can be used: " + DatabaseUrl.FORM);
    }
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new Mistake(
          "the database URL is malformed: in a user or password '@', '/' and '?' are written %40, %2F and %3F");
    }
    if (BARE_PERCENT.matcher(text).find()) {
      throw new Mistake(
          "the database URL has a '%' that two hexadecimal digits do not follow: the sign itself is written %25");
    }
    String hosts = parts.group("hosts");
    String parameters = parts.group("parameters");
    String jdbc =
        "jdbc:postgresql://%s/%s%s"
            .formatted(
                hosts.isEmpty() ? "localhost" : hosts,
                withPlus(Objects.requireNonNullElse(parts.group("database"), "")),
                parameters == null ? "" : "?" + translated(parameters));
    return new LibpqUrl(jdbc, userInfo(parts.group("user")));
  }

  private static Map<String, String> userInfo(@Nullable String text) {
    var userInfo = new HashMap<String, String>();
    if (text != null && !text.isEmpty()) {
      String[] parts = text.split(":", 2);
      if (!parts[0].isEmpty()) {
        userInfo.put(PGProperty.USER.getName(), decode(parts[0]));
      }
      if (parts.length == 2) {
        userInfo.put(PGProperty.PASSWORD.getName(), decode(parts[1]));
      }
    }
    return userInfo;
  }

  private static String translated(String parameters) {
    return Arrays.stream(parameters.split("&"))
        .map(parameter -> parameter.split("=", 2))
        .map(
            parts ->
                DRIVER_NAMES.getOrDefault(parts[0], parts[0])
                    + "="
                    + (parts.length == 2 ? withPlus(parts[1]) : ""))
        .collect(Collectors.joining("&"));
  }

  /// In a URL of psql a plus is a plus; the driver takes it for a space.
  private static String withPlus(String encoded) {
    return encoded.replace("+", "%2B");
  }

  private static String decode(String encoded) {
    return URLDecoder.decode(withPlus(encoded), StandardCharsets.UTF_8);
  }
}
