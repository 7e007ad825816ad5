package dev.stockade.lab.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.lab.bench.Bar;
import dev.stockade.lab.bench.BenchReport;
import dev.stockade.lab.bench.CellResult;
import dev.stockade.lab.bench.machine.Machine;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class PageTest {
  private static final String PAGE = Page.of(report(), "./stockade bench --seed 7 <again>");

  @Test
  void the_page_can_be_parsed_and_has_two_charts_for_each_number_of_callers() throws Exception {
    Document page = parsed();

    assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(4);
    assertThat(page.getElementsByTagName("tbody").getLength()).isEqualTo(2);
  }

  @Test
  void absolute_figures_stand_beside_ratios() throws Exception {
    assertThat(parsed().getDocumentElement().getTextContent())
        .contains("90,000, 90 ×")
        .contains("1,000, 1.00 ×");
  }

  @Test
  void text_is_escaped() throws Exception {
    assertThat(PAGE).doesNotContain("<script").doesNotContain("<again>");
    assertThat(parsed().getDocumentElement().getTextContent())
        .contains("<script>alert(1)</script>")
        .contains("./stockade bench --seed 7 <again>");
  }

  @Test
  void it_asks_no_network_for_anything() {
    assertThat(PAGE.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:", "src=", "url(", "@import", "<link");
  }

  @Test
  void a_cell_that_was_not_verified_has_no_figures() throws Exception {
    assertThat(parsed().getDocumentElement().getTextContent()).contains("NOT VERIFIED: 3 lost");
  }

  private static Document parsed() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(PAGE.replace("<!doctype html>", ""))));
  }

  private static BenchReport.Json report() {
    var machine =
        new Machine("18.6", "on", "on", OptionalDouble.of(0.2), 0.4, 0.1, 2, "25", "Linux", true);
    return new BenchReport.Json(
        7,
        "<script>alert(1)</script>",
        machine,
        Optional.of("7.0.15"),
        List.of("baseline-bullmq is left out: node is not on the PATH"),
        List.of(
            cell("row-lock", "strategy", 100, Optional.of(90_000.0)),
            cell("baseline-row-lock", "baseline", 100, Optional.of(1_000.0)),
            cell("row-lock", "strategy", 1_000, Optional.of(90_000.0)),
            cell("optimistic", "strategy", 1_000, Optional.empty())),
        List.of(new Bar("hot-100", OptionalDouble.of(90), 30, 45, true)),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static CellResult cell(String party, String kind, int callers, Optional<Double> rate) {
    return new CellResult(
        "hot",
        party,
        kind,
        true,
        callers,
        1,
        rate.map(it -> new CellResult.Spread(it, it - 1, it + 1)),
        OptionalDouble.of(1),
        OptionalDouble.of(2),
        OptionalDouble.of(3),
        OptionalDouble.of(40),
        List.of(),
        Optional.of(rate.isPresent()),
        rate.isPresent() ? Optional.empty() : Optional.of("3 lost"),
        3,
        10,
        0,
        0,
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }
}
