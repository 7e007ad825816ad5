package dev.stockade.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Whom the server runs as. PostgreSQL refuses to run as root, because who reaches it as a
/// superuser could then do to the machine what root can. So for root it runs as the user `nobody`,
/// or, below directories that only root can enter, in a user namespace, where it has root's files
/// but none of root's powers. An existing cluster runs as its owner.
sealed interface Account {

  /// The command that runs `command` as this account.
  List<String> runs(List<String> command);

  /// Makes this account the owner of `path`.
  void receives(Path path);

  /// The user of this process, who is not root.
  record Own() implements Account {

    @Override
    public List<String> runs(List<String> command) {
      return command;
    }

    @Override
    public void receives(Path path) {}
  }

  /// Root without its powers.
  record Fenced() implements Account {

    @Override
    public List<String> runs(List<String> command) {
      return Stream.concat(Stream.of("unshare", "-U", "--"), command.stream()).toList();
    }

    @Override
    public void receives(Path path) {}
  }

  /// Another user than root, whom this process is.
  record Other(Owner owner, Switch by) implements Account {

    @Override
    public List<String> runs(List<String> command) {
      return by.command(owner, command);
    }

    @Override
    public void receives(Path path) {
      owner.receives(path);
    }
  }

  /// The account for a new cluster in `directory`.
  ///
  /// @throws PostgresUnavailable if this is root, and there is no other account for the server
  static Account forNew(Path directory, Binaries binaries) {
    if (!Owner.isRoot()) {
      return new Own();
    }
    Path parent = Objects.requireNonNullElse(directory.getParent(), directory);
    List<String> probe =
        List.of("test", "-x", parent.toString(), "-a", "-x", binaries.program("initdb").toString());
    Stream<Account> others = Owner.nobody().flatMap(Account::other).stream();
    return Stream.concat(others, Stream.of(new Fenced()))
        .filter(account -> Command.works(account.runs(probe)))
        .findFirst()
        .orElseThrow(
            () ->
                new PostgresUnavailable(
                    ("PostgreSQL does not run as root, and the user nobody cannot enter %s:"
                            + " choose a directory below /var/lib, or start as an ordinary user")
                        .formatted(parent)));
  }

  /// The account that owns the cluster at `cluster`.
  ///
  /// @throws PostgresUnavailable if this is root, and cannot act as its owner
  static Account ofOwner(Path cluster) {
    Owner owner = Owner.of(cluster);
    if (!Owner.isRoot()) {
      return new Own();
    }
    if (owner.uid() == 0) {
      return new Fenced();
    }
    return other(owner)
        .orElseThrow(
            () ->
                new PostgresUnavailable(
                    "root cannot become user %s, who owns %s: there is neither setpriv nor su"
                        .formatted(owner.name(), cluster)));
  }

  private static Optional<Account> other(Owner owner) {
    return Stream.of(Switch.values())
        .filter(by -> Command.works(by.command(owner, List.of("true"))))
        .<Account>map(by -> new Other(owner, by))
        .findFirst();
  }
}
