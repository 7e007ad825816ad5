package dev.stockade.proof.history;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.stockade.core.BidId;
import dev.stockade.core.Choice;
import dev.stockade.core.CollectionId;
import dev.stockade.core.Command;
import dev.stockade.core.Event;
import dev.stockade.core.Expected;
import dev.stockade.core.Outcome;
import dev.stockade.core.RestockId;
import dev.stockade.core.StrategyName;
import dev.stockade.core.TenantId;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// How the records of the core look in JSON. They know nothing of it themselves.
final class HistoryJson {
  /// An object with one field: the simple name of the record, and in it the components.
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
  private interface Named {}

  private HistoryJson() {}

  /// A mapper that refuses unknown fields, missing fields, the same field twice, and text after the
  /// object.
  static JsonMapper mapper() {
    return JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .addMixIn(HistoryFile.Line.class, Named.class)
        .addMixIn(Command.class, Named.class)
        .addMixIn(Choice.class, Named.class)
        .addMixIn(Expected.class, Named.class)
        .addMixIn(Outcome.class, Named.class)
        .addMixIn(Event.class, Named.class)
        .addModule(ids())
        .build();
  }

  private static SimpleModule ids() {
    var module = new SimpleModule("stockade-ids");
    text(module, CollectionId.class, id -> id.tenant() + "/" + id.value(), HistoryJson::collection);
    text(module, BidId.class, BidId::toString, text -> new BidId(UUID.fromString(text)));
    text(
        module, RestockId.class, RestockId::toString, text -> new RestockId(UUID.fromString(text)));
    text(module, StrategyName.class, StrategyName::toString, StrategyName::new);
    return module;
  }

  private static CollectionId collection(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "a collection is a tenant, '/', and a uuid: '" + text + "'");
    }
    return new CollectionId(
        new TenantId(text.substring(0, slash)), UUID.fromString(text.substring(slash + 1)));
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(
        type,
        new ValueSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator json, SerializationContext context) {
            json.writeString(write.apply(value));
          }
        });
    module.addDeserializer(
        type,
        new ValueDeserializer<T>() {
          @Override
          public T deserialize(JsonParser json, DeserializationContext context) {
            String text = json.getValueAsString();
            if (text == null) {
              throw MismatchedInputException.from(json, type, "a text is expected");
            }
            try {
              return read.apply(text);
            } catch (IllegalArgumentException e) {
              throw MismatchedInputException.from(json, type, String.valueOf(e.getMessage()));
            }
          }
        });
  }

  /// What is wrong, in one sentence without Jackson's positions.
  static String reason(JacksonException e) {
    Throwable cause = e.getCause() instanceof IllegalArgumentException ? e.getCause() : e;
    String told =
        cause instanceof JacksonException json ? json.getOriginalMessage() : cause.getMessage();
    return String.valueOf(told).lines().findFirst().orElse("not a line of a history");
  }
}
