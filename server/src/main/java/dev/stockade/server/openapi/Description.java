package dev.stockade.server.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What `openapi.yaml` says: every route with what it takes and what it answers.
///
/// @param yaml as it stands in the file
/// @param tree what it means
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Description(byte[] yaml, JsonNode tree) {

  private static final class Shipped {
    static final Description DESCRIPTION = read();

    private static Description read() {
      try (InputStream file = Description.class.getResourceAsStream("/openapi.yaml")) {
        if (file == null) {
          throw new IllegalStateException("openapi.yaml is not on the class path");
        }
        byte[] yaml = file.readAllBytes();
        return new Description(yaml, new YAMLMapper().readTree(yaml));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The one that is shipped; read when it is first asked for.
  public static Description get() {
    return Shipped.DESCRIPTION;
  }

  /// A part, or what it refers to. What stands beside a reference counts more than what is there.
  public JsonNode resolve(JsonNode part) {
    if (!part.has("$ref")) {
      return part;
    }
    JsonNode referred = resolve(tree.at(part.path("$ref").stringValue().substring(1)));
    if (part.size() == 1) {
      return referred;
    }
    ObjectNode both = ((ObjectNode) referred).deepCopy();
    both.setAll((ObjectNode) part);
    both.remove("$ref");
    return both;
  }
}
