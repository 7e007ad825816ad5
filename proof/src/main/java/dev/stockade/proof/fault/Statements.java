package dev.stockade.proof.fault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the names of a session's prepared statements and portals stand for. For one thread.
final class Statements {

  /// The messages that name or execute statements.
  static final String TYPES =
      "" + Frame.QUERY + Frame.PARSE + Frame.BIND + Frame.EXECUTE + Frame.CLOSE;

  private final Map<String, String> prepared = new HashMap<>();
  private final Map<String, String> portals = new HashMap<>();

  /// Learns from `frame`.
  ///
  /// @return the SQL that it makes the server execute
  Optional<String> executedBy(Frame frame) {
    return switch (frame.type()) {
      case Frame.QUERY -> Optional.of(frame.strings(0, 1).getFirst());
      case Frame.EXECUTE -> Optional.ofNullable(portals.get(frame.strings(0, 1).getFirst()));
      case Frame.PARSE -> {
        List<String> nameAndSql = frame.strings(0, 2);
        prepared.put(nameAndSql.getFirst(), nameAndSql.getLast());
        yield Optional.empty();
      }
      case Frame.BIND -> {
        List<String> portalAndName = frame.strings(0, 2);
        portals.put(portalAndName.getFirst(), prepared.getOrDefault(portalAndName.getLast(), ""));
        yield Optional.empty();
      }
      case Frame.CLOSE -> {
        Map<String, String> kind = frame.at(0) == 'S' ? prepared : portals;
        kind.remove(frame.strings(1, 1).getFirst());
        yield Optional.empty();
      }
      default -> Optional.empty();
    };
  }
}
