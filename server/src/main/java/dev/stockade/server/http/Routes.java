package dev.stockade.server.http;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// All routes. Immutable.
public final class Routes {
  private final List<Route> all;
  private final Map<Integer, List<Template>> byLength;

  public Routes(List<Route> all) {
    this.all = List.copyOf(all);
    this.byLength =
        all.stream()
            .map(route -> new Template(route, Route.segments(route.path())))
            .collect(Collectors.groupingBy(it -> it.segments().size()));
  }

  public List<Route> all() {
    return all;
  }

  /// A route and the varying segments of its path.
  record Match(Route route, Map<String, String> segments) {}

  /// A route and its path taken apart, once for all requests.
  private record Template(Route route, List<String> segments) {
    /// @param actual as many as there are here
    boolean fits(List<String> actual) {
      for (int i = 0; i < segments.size(); i++) {
        if (!isName(segments.get(i)) && !segments.get(i).equals(actual.get(i))) {
          return false;
        }
      }
      return true;
    }

    /// The varying segments by their names.
    Map<String, String> values(List<String> actual) {
      var values = new HashMap<String, String>();
      for (int i = 0; i < segments.size(); i++) {
        String segment = segments.get(i);
        if (isName(segment)) {
          values.put(segment.substring(1, segment.length() - 1), actual.get(i));
        }
      }
      return values;
    }

    private static boolean isName(String segment) {
      return segment.startsWith("{");
    }
  }

  /// @param path as it was sent, without the query
  /// @throws BadRequest where there is nothing at the path, or not by this method
  Match find(String method, String path) {
    List<String> segments = Route.segments(path);
    var byMethod = new LinkedHashMap<String, Template>();
    for (Template template : byLength.getOrDefault(segments.size(), List.of())) {
      if (template.fits(segments)) {
        byMethod.put(template.route().method(), template);
      }
    }
    if (byMethod.isEmpty()) {
      throw BadRequest.of(ProblemType.UNKNOWN_PATH, "there is nothing at this path");
    }
    Template found = byMethod.get(method.equals("HEAD") ? "GET" : method);
    if (found == null) {
      throw notAllowed(byMethod.keySet());
    }
    return new Match(found.route(), found.values(segments));
  }

  private static BadRequest notAllowed(Set<String> methods) {
    String allowed =
        methods.stream()
            .map(method -> method.equals("GET") ? "GET, HEAD" : method)
            .collect(Collectors.joining(", "));
    String detail = "this path takes " + allowed;
    return new BadRequest(
        detail, Problem.of(ProblemType.METHOD_NOT_ALLOWED, detail).answer().with("Allow", allowed));
  }
}
