package dev.stockade.server.http;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of a JSON object, each to be asked for by its name and type. Nothing is converted:
/// the text "5" is no number, and 5.0 and 5e0 are no whole numbers. A field that nobody asked for
/// is a mistake of the client. Confined to one thread.
public final class Fields {
  private final ObjectNode object;
  private final String path;
  private final Set<String> asked = new HashSet<>();

  Fields(ObjectNode object, String path) {
    this.object = object;
    this.path = path;
  }

  public String text(String name) {
    JsonNode value = required(name);
    if (!value.isString()) {
      throw wrongType(name, "a text in quotes", value);
    }
    return value.stringValue();
  }

  /// A text, where the field is there.
  public Optional<String> optionalText(String name) {
    asked.add(name);
    return object.has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /// A whole number from `min` to `max`.
  public long number(String name, long min, long max) {
    JsonNode value = required(name);
    if (!value.isIntegralNumber()) {
      throw wrongType(name, "a whole number in plain digits", value);
    }
    BigInteger number = value.bigIntegerValue();
    if (number.compareTo(BigInteger.valueOf(min)) < 0
        || number.compareTo(BigInteger.valueOf(max)) > 0) {
      throw invalid(name, "must be %d to %d: %s".formatted(min, max, brief(value)));
    }
    return number.longValueExact();
  }

  /// A UUID, where the field is there.
  public Optional<UUID> id(String name) {
    asked.add(name);
    @Nullable JsonNode value = object.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw wrongType(name, "a UUID in quotes", value);
    }
    return Optional.of(
        Ids.parse(value.stringValue())
            .orElseThrow(() -> invalid(name, "must be a UUID: " + brief(value))));
  }

  /// A list of `1` to `most` different UUIDs.
  public List<UUID> ids(String name, int most) {
    JsonNode value = required(name);
    if (!value.isArray()) {
      throw wrongType(name, "an array of UUIDs", value);
    }
    if (value.isEmpty() || value.size() > most) {
      throw invalid(name, "must have 1 to %d elements: %d".formatted(most, value.size()));
    }
    var ids = new LinkedHashSet<UUID>();
    for (JsonNode element : value) {
      UUID id =
          Optional.of(element)
              .filter(JsonNode::isString)
              .flatMap(it -> Ids.parse(it.stringValue()))
              .orElseThrow(() -> invalid(name, "must be UUIDs in quotes: " + brief(element)));
      if (!ids.add(id)) {
        throw invalid(name, "must be different: %s stands there twice".formatted(id));
      }
    }
    return List.copyOf(ids);
  }

  /// True or false; false where the field is not there.
  public boolean flag(String name) {
    asked.add(name);
    @Nullable JsonNode value = object.get(name);
    if (value == null) {
      return false;
    }
    if (!value.isBoolean()) {
      throw wrongType(name, "true or false", value);
    }
    return value.booleanValue();
  }

  public Fields object(String name) {
    JsonNode value = required(name);
    if (value instanceof ObjectNode nested) {
      return new Fields(nested, path + name + ".");
    }
    throw wrongType(name, "an object", value);
  }

  /// Refuses what was sent and not asked for.
  void end() {
    for (String name : object.propertyNames()) {
      if (!asked.contains(name)) {
        throw invalid(name, "is unknown");
      }
    }
  }

  private JsonNode required(String name) {
    asked.add(name);
    @Nullable JsonNode value = object.get(name);
    if (value == null) {
      throw invalid(name, "is missing");
    }
    return value;
  }

  private BadRequest wrongType(String name, String wanted, JsonNode value) {
    return invalid(name, "must be %s: %s".formatted(wanted, brief(value)));
  }

  private BadRequest invalid(String name, String what) {
    return new BadRequest(
        Problem.of(ProblemType.INVALID_FIELD, path + name + " " + what).with("field", path + name));
  }

  /// The value as it was sent, or its beginning.
  private static String brief(JsonNode value) {
    String text = value.isContainer() ? kind(value) : value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private static String kind(JsonNode value) {
    return value.isArray() ? "an array" : "an object";
  }
}
