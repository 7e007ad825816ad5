package dev.stockade.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The directory that keeps the unpacked programs: `/var/cache/stockade` for root, whose server
/// runs as another user; else `stockade` below `$XDG_CACHE_HOME` or `~/.cache`. Where that cannot
/// be written, a directory of the user below the one for temporary files.
final class Cache {

  private Cache() {}

  /// @throws PostgresUnavailable if there is no place that only this user can write
  static Path directory() {
    List<Path> places = places();
    return places.stream()
        .filter(Cache::usable)
        .findFirst()
        .orElseThrow(
            () ->
                new PostgresUnavailable(
                    "there is no place to unpack PostgreSQL that you, and only you, can write: tried "
                        + places));
  }

  private static List<Path> places() {
    Path temporary =
        Path.of(System.getProperty("java.io.tmpdir"), "stockade-cache-" + Owner.ownUid());
    if (Owner.isRoot()) {
      return List.of(Path.of("/var/cache/stockade"), temporary);
    }
    String configured = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path home =
        configured.startsWith("/")
            ? Path.of(configured)
            : Path.of(System.getProperty("user.home"), ".cache");
    return Stream.of(home.resolve("stockade"), temporary).filter(Path::isAbsolute).toList();
  }

  private static boolean usable(Path place) {
    try {
      if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(place);
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      Set<PosixFilePermission> permissions =
          Files.getPosixFilePermissions(place, LinkOption.NOFOLLOW_LINKS);
      return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
          && Owner.of(place).uid() == Owner.ownUid()
          && !permissions.contains(PosixFilePermission.GROUP_WRITE)
          && !permissions.contains(PosixFilePermission.OTHERS_WRITE)
          && Files.isWritable(place);
    } catch (IOException e) {
      return false;
    }
  }
}
