package dev.stockade.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads JSON strictly, and writes it. One object in UTF-8, no field twice, nothing after it, and
/// not deeper or longer than any body of ours can be.
public final class Json {
  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder()
          .maxNestingDepth(16)
          .maxNumberLength(400)
          .maxNameLength(100)
          .maxStringLength(10_000)
          .build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(BOUNDS).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final ObjectWriter SORTED =
      MAPPER.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

  private Json() {}

  /// An empty object to be filled.
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// One line, so that several can be told apart in a terminal.
  static byte[] bytes(ObjectNode object) {
    byte[] json = MAPPER.writeValueAsBytes(object);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  /// The same for all texts that mean the same object, in whatever order its fields stand there.
  static byte[] canonical(ObjectNode object) {
    return SORTED.writeValueAsBytes(object);
  }

  /// @throws BadRequest where the bytes are not one object
  static ObjectNode parse(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonNode node = MAPPER.readTree(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw malformed("the body must be a JSON object, as in {\"name\": \"value\"}");
    } catch (CharacterCodingException e) {
      throw malformed("the body is not UTF-8");
    } catch (StreamConstraintsException e) {
      throw malformed("the body nests too deep, or a name, text or number in it is too long");
    } catch (JacksonException e) {
      throw malformed(sentence(e));
    }
  }

  private static String sentence(JacksonException e) {
    String reason =
        String.valueOf(e.getOriginalMessage())
            .lines()
            .findFirst()
            .orElse("")
            .replaceAll(" \\(.*", "")
            .strip();
    return "the body is not valid JSON at line %d, column %d: %s"
        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), reason);
  }

  private static BadRequest malformed(String detail) {
    return BadRequest.of(ProblemType.MALFORMED_JSON, detail);
  }
}
