package dev.stockade.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.engine.Config;
import dev.stockade.engine.Setting;
import dev.stockade.engine.Strategies;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdviceTest {
  private static final int[] CALLERS = {1, 100, 1_000};

  /// Figures with 1, 100 and 1,000 callers of row lock, optimism and queue; then the thresholds.
  @ParameterizedTest
  @CsvSource({
    "10 20 30,    5 30 40,     1 5 90,      100,   1000, right",
    "10 20 30,    5 30 40,     1 5 43,      100,   none, wrong",
    "10 20 30,    5 21 32,     1 5 20,      none,  none, wrong",
    "10 20 30,    5 30 20,     1 5 20,      none,  none, wrong",
    "10 20 30,    20 30 40,    1 5 20,      1,     none, wrong",
    "10 20 30,    5 30 40,     20 40 90,    none,  1,    wrong",
    "10 20 30,    5 5 40,      1 40 90,     none,  100,  wrong",
    "10 20 30,    5 30 40,     20 20 90,    100,   1000, right",
  })
  void a_threshold_is_where_a_strategy_is_worth_it_from_there_on(
      String rowLock,
      String optimistic,
      String queue,
      String optimisticFrom,
      String queueFrom,
      String folklore) {
    var figures = new ArrayList<Figure>();
    add(figures, Strategies.ROW_LOCK, rowLock);
    add(figures, Strategies.OPTIMISTIC, optimistic);
    add(figures, Strategies.QUEUE, queue);

    Advice advice = Advice.of(figures);

    assertThat(advice.optimisticFrom()).isEqualTo(threshold(optimisticFrom));
    assertThat(advice.queueFrom()).isEqualTo(threshold(queueFrom));
    assertThat(advice.sentences().getLast()).endsWith("is " + folklore + " here.");
  }

  @Test
  void what_has_no_figures_is_not_advised() {
    Advice advice = Advice.of(List.of(new Figure(Strategies.ROW_LOCK, 100, 1)));

    assertThat(advice.optimisticFrom()).isEmpty();
    assertThat(advice.queueFrom()).isEmpty();
    assertThat(advice.sentences()).contains("100 callers: row-lock 1/s");
  }

  @Test
  void the_thresholds_are_settings_that_the_engine_reads() throws IOException {
    var advice = new Advice(OptionalInt.of(64), OptionalInt.empty(), List.of());
    var properties = new Properties();
    properties.load(new StringReader(advice.properties()));
    var settings = new HashMap<String, String>();
    properties.stringPropertyNames().forEach(it -> settings.put(it, properties.getProperty(it)));

    Config config = Config.parse(settings);

    assertThat(config.get(Setting.AUTO_OPTIMISTIC_FROM)).isEqualTo(64);
    assertThat(config.get(Setting.AUTO_QUEUE_FROM)).isEqualTo(Setting.AUTO_QUEUE_FROM.max());
  }

  private static void add(
      List<Figure> figures, dev.stockade.core.StrategyName strategy, String rates) {
    String[] each = rates.split(" ", -1);
    for (int i = 0; i < each.length; i++) {
      figures.add(new Figure(strategy, CALLERS[i], Double.parseDouble(each[i])));
    }
  }

  private static OptionalInt threshold(String text) {
    return text.equals("none") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
  }
}
