package dev.stockade.server.api;

import dev.stockade.server.http.Document;
import dev.stockade.server.http.EntityTag;
import dev.stockade.server.http.Route;
import dev.stockade.server.openapi.Description;
import dev.stockade.server.openapi.Page;
import io.helidon.common.media.type.MediaTypes;
import java.util.List;
import java.util.Map;

/// `/openapi.yaml` and `/docs`: what the server answers, for programs and for people.
final class Documentation {
  private Documentation() {}

  static List<Route> routes() {
    return List.of(
        Route.get("/openapi.yaml", request -> yaml()).offering(MediaTypes.APPLICATION_YAML),
        Route.get("/docs", request -> page()).offering(MediaTypes.TEXT_HTML));
  }

  private static Document yaml() {
    byte[] yaml = Description.get().yaml();
    return new Document("application/yaml", Map.of(EntityTag.HEADER, tag(yaml)), yaml);
  }

  private static Document page() {
    Page page = Page.get();
    return new Document(
        "text/html; charset=utf-8",
        Map.of(
            EntityTag.HEADER,
            tag(page.html()),
            "Content-Security-Policy",
            page.policy(),
            "Referrer-Policy",
            "no-referrer",
            "X-Content-Type-Options",
            "nosniff"),
        page.html());
  }

  private static String tag(byte[] bytes) {
    return EntityTag.of(bytes).toString();
  }
}
