package dev.stockade.server.http;

import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import java.util.List;
import java.util.Set;

/// A method and a path, and what is done there.
///
/// @param method `GET`, `POST`, `PUT` or `DELETE`
/// @param path segments with names in braces for those that vary, as in `/v1/collections/{id}`
/// @param parameters that the query may have
/// @param body whether there is one
/// @param offers the media types of the answer; where the client has no preference, the first
public record Route(
    String method,
    String path,
    Set<String> parameters,
    Body body,
    List<MediaType> offers,
    Handler handler) {

  /// What a route wants of the body.
  public enum Body {
    /// Nothing, or an empty object.
    NONE,
    /// A JSON object.
    OBJECT
  }

  public static Route get(String path, Set<String> parameters, Handler handler) {
    return of("GET", path, parameters, Body.NONE, handler);
  }

  public static Route get(String path, Handler handler) {
    return get(path, Set.of(), handler);
  }

  public static Route post(String path, Body body, Handler handler) {
    return of("POST", path, Set.of(), body, handler);
  }

  public static Route put(String path, Body body, Handler handler) {
    return of("PUT", path, Set.of(), body, handler);
  }

  public static Route delete(String path, Handler handler) {
    return of("DELETE", path, Set.of(), Body.NONE, handler);
  }

  private static Route of(
      String method, String path, Set<String> parameters, Body body, Handler handler) {
    return new Route(method, path, parameters, body, List.of(MediaTypes.APPLICATION_JSON), handler);
  }

  /// The same with other media types of the answer.
  public Route offering(MediaType... types) {
    return new Route(method, path, parameters, body, List.of(types), handler);
  }

  /// The segments of a path.
  static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}
