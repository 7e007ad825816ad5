package dev.stockade.lab.replay;

import dev.stockade.lab.arena.Answer.Kind;
import dev.stockade.lab.report.Drawing;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// A moment of a replay, drawn: how far it is, the stock going down, and what came of each second.
/// Pure.
final class Picture {
  private static final int WIDTH = 44;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final int callers;
  private final int supply;

  Picture(int callers, int supply) {
    this.callers = callers;
    this.supply = supply;
  }

  /// For a terminal.
  List<String> lines(Tape.Frame frame) {
    int stock = stock(frame);
    return List.of(
        "%-9s %-44s  %s".formatted("trace", time(frame), progress(frame)),
        "%-9s %s  %,d of %,d".formatted("stock", Drawing.bar(stock, supply, WIDTH), stock, supply),
        rate("accepted", frame.acceptedPerSecond()),
        rate("sold out", frame.soldOutPerSecond()));
  }

  /// For a file or a pipe.
  String line(Tape.Frame frame) {
    return "%s  %s  stock %,d  accepted %,d/s  sold out %,d/s"
        .formatted(
            time(frame),
            progress(frame),
            stock(frame),
            last(frame.acceptedPerSecond()),
            last(frame.soldOutPerSecond()));
  }

  private int stock(Tape.Frame frame) {
    return Math.max(0, supply - frame.count(Kind.ACCEPTED));
  }

  private String progress(Tape.Frame frame) {
    return "%,d of %,d answered".formatted(frame.answered(), callers);
  }

  private static String time(Tape.Frame frame) {
    return frame.begun() == 0 ? "" : TIME.format(frame.traceTime()) + " UTC";
  }

  private static String rate(String name, List<Long> perSecond) {
    long[] values = perSecond.stream().mapToLong(Long::longValue).toArray();
    return "%-9s %-44s  %,d/s".formatted(name, Drawing.sparkline(values, WIDTH), last(perSecond));
  }

  private static long last(List<Long> perSecond) {
    return perSecond.isEmpty() ? 0 : perSecond.getLast();
  }
}
