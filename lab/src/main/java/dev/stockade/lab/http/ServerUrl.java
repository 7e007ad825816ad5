package dev.stockade.lab.http;

import dev.stockade.lab.Mistake;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/// Where a server listens, as people write it.
public final class ServerUrl {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private ServerUrl() {}

  /// Reads a URL without path, such as `http://127.0.0.1:8080`.
  ///
  /// @throws Mistake for anything else
  public static URI parse(String text) {
    try {
      var url = new URI(text);
      boolean bare =
          (url.getRawPath() == null || url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
              && url.getRawQuery() == null
              && url.getRawFragment() == null
              && url.getRawUserInfo() == null;
      if (url.getScheme() != null
          && SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
          && url.getHost() != null
          && url.getPort() <= 65_535
          && url.getPort() != 0
          && bare) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below, with all others that are none.
    }
    throw new Mistake(
        "--server must be like http://127.0.0.1:8080, without a path: '%s'".formatted(text));
  }
}
