package dev.stockade.cli.client;

import dev.stockade.lab.report.Table;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Answers as people read them: times are local, and what others wrote cannot steer the terminal.
public final class Lines {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final String NONE = "-";

  private Lines() {}

  /// A line for each thing that an object has.
  public static List<String> properties(JsonNode object) {
    return properties(object, List.copyOf(object.propertyNames()));
  }

  /// A line for each of these things that an object has.
  public static List<String> properties(JsonNode object, List<String> names) {
    var lines = new ArrayList<String>();
    List<String> shown = names.stream().filter(object::has).toList();
    int width = shown.stream().map(Lines::label).mapToInt(String::length).max().orElse(0);
    for (String name : shown) {
      String label = label(name);
      lines.add(
          "%s%s  %s"
              .formatted(label, " ".repeat(width - label.length()), text(name, object.get(name))));
    }
    return lines;
  }

  /// A table.
  ///
  /// @param columns names of fields; those between the first and the last hold numbers
  public static List<String> table(Stream<JsonNode> objects, List<String> columns) {
    var table = new Table(columns.stream().map(Lines::label).toList());
    objects.forEach(
        object ->
            table.add(columns.stream().map(column -> text(column, object.path(column))).toList()));
    return table.lines();
  }

  /// A table of what came of accepting many bids.
  public static List<String> acceptances(JsonNode answer) {
    var table = new Table(List.of("bid", "quantity", "sequence", "stock", "outcome"));
    for (JsonNode result : answer.path("results")) {
      boolean done = result.path("status").asInt() < 300;
      table.add(
          List.of(
              text("bid", result.path("bid")),
              done ? text("quantity", result.path("quantity")) : NONE,
              done ? text("sequence", result.path("sequence")) : NONE,
              done ? text("stock", result.path("stock")) : NONE,
              done ? "accepted" : Problem.sentence(result)));
    }
    return table.lines();
  }

  /// An event in columns that need not be known before the next comes.
  public static String event(JsonNode event) {
    var rest = new StringBuilder();
    for (String name : event.propertyNames()) {
      switch (name) {
        case "sequence", "at", "kind", "stock", "collection", "cursor" -> {}
        default ->
            rest.append("  ").append(label(name)).append(' ').append(text(name, event.get(name)));
      }
    }
    String whose = event.has("collection") ? text("collection", event.path("collection")) : "";
    return "%s%8s  %s  %-16s %10s left%s"
        .formatted(
            whose,
            text("sequence", event.path("sequence")),
            text("at", event.path("at")),
            text("kind", event.path("kind")),
            text("stock", event.path("stock")),
            rest);
  }

  /// A text without what a terminal would take for a command.
  public static String plain(String text) {
    var plain = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                plain.append("\\u%04x".formatted(c));
              } else {
                plain.appendCodePoint(c);
              }
            });
    return plain.toString();
  }

  private static String text(String name, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return NONE;
    }
    if (value.isObject()) {
      return name.equals("price")
          ? "%s %s".formatted(value.path("amount").asString(), value.path("currency").asString())
          : value.propertyNames().stream()
              .map(inner -> label(inner) + " " + text(inner, value.get(inner)))
              .collect(Collectors.joining(", "));
    }
    if (value.isArray()) {
      return plain(value.toString());
    }
    return name.equals("at") || name.endsWith("At") || name.endsWith("Since")
        ? time(value.asString())
        : plain(value.asString());
  }

  private static String time(String text) {
    try {
      return TIME.format(Instant.parse(text).atZone(ZoneId.systemDefault()));
    } catch (DateTimeException e) {
      return plain(text);
    }
  }

  /// `strategySince` is `strategy since`. Nobody shall take cents for euros.
  private static String label(String name) {
    if (name.equals("price")) {
      return "price in minor units";
    }
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
