package dev.stockade.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A user of the machine, as the owner of files.
record Owner(String name, int uid, int gid) {

  private static final int OWN_UID = id("-u").orElse(-1);

  static Owner of(Path path) {
    try {
      return new Owner(
          Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName(),
          (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS),
          (int) Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("tell who owns " + path, e);
    }
  }

  /// The user that every system has for what shall own nothing else.
  static Optional<Owner> nobody() {
    return id("-u", "nobody")
        .flatMap(uid -> id("-g", "nobody").map(gid -> new Owner("nobody", uid, gid)));
  }

  static int ownUid() {
    return OWN_UID;
  }

  static boolean isRoot() {
    return OWN_UID == 0;
  }

  void receives(Path path) {
    try {
      Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw PostgresUnavailable.cannot("give %s to user %s".formatted(path, name), e);
    }
  }

  private static Optional<Integer> id(String... options) {
    List<String> words = Stream.concat(Stream.of("id"), Stream.of(options)).toList();
    Command id = Command.run(Duration.ofSeconds(10), words);
    return id.succeeded() ? Optional.of(Integer.parseUnsignedInt(id.output())) : Optional.empty();
  }
}
