package dev.stockade.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// All routes. Immutable.
public record Routes(List<Route> all) {
  public Routes {
    all = List.copyOf(all);
  }

  /// A route and the varying segments of its path.
  record Match(Route route, Map<String, String> segments) {}

  /// @param path as it was sent, without the query
  /// @throws BadRequest where there is nothing at the path, or not by this method
  Match find(String method, String path) {
    List<String> segments = Route.segments(path);
    var byMethod = new LinkedHashMap<String, Match>();
    for (Route route : all) {
      route.match(segments).ifPresent(it -> byMethod.put(route.method(), new Match(route, it)));
    }
    if (byMethod.isEmpty()) {
      throw BadRequest.of(ProblemType.UNKNOWN_PATH, "there is nothing at this path");
    }
    Match match = byMethod.get(method.equals("HEAD") ? "GET" : method);
    if (match == null) {
      throw notAllowed(byMethod);
    }
    return match;
  }

  private static BadRequest notAllowed(Map<String, Match> byMethod) {
    String allowed =
        byMethod.keySet().stream()
            .map(method -> method.equals("GET") ? "GET, HEAD" : method)
            .collect(Collectors.joining(", "));
    String detail = "this path takes " + allowed;
    return new BadRequest(
        detail, Problem.of(ProblemType.METHOD_NOT_ALLOWED, detail).answer().with("Allow", allowed));
  }
}
