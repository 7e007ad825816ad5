package dev.stockade.server.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The description as one page of HTML that fetches nothing and runs nothing.
///
/// @param policy what a browser may do with it: apply its one style
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Page(byte[] html, String policy) {

  private static final class Shipped {
    static final Page PAGE = of(Description.get());
  }

  /// The page of the description that is shipped; made when it is first asked for.
  public static Page get() {
    return Shipped.PAGE;
  }

  static Page of(Description description) {
    String style = style();
    return new Page(
        new PageWriter(description).write(style).getBytes(UTF_8),
        "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            .formatted(hash(style)));
  }

  private static String style() {
    try (InputStream file = Page.class.getResourceAsStream("page.css")) {
      if (file == null) {
        throw new IllegalStateException("page.css is not on the class path");
      }
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String style) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
