package dev.stockade.server.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

class PageTest {
  private static final String PAGE = new String(Page.get().html(), UTF_8);

  @Test
  void every_link_within_the_page_leads_somewhere() {
    Matcher links = Pattern.compile("href=\"#([^\"]+)\"").matcher(PAGE);

    assertThat(links.results().map(link -> "id=\"" + link.group(1) + "\""))
        .isNotEmpty()
        .allSatisfy(id -> assertThat(PAGE).containsOnlyOnce(id));
  }

  @Test
  void it_fetches_nothing_and_runs_nothing() {
    assertThat(PAGE).doesNotContain("<script", "<link", "<img", "src=", "url(", "onclick");
    assertThat(Page.get().policy()).startsWith("default-src 'none'; style-src 'sha256-");
  }

  @Test
  void what_the_description_says_is_text_and_never_markup() {
    String hostile = "\"<script>alert('x')</script>& `<b>`\"";
    String yaml =
        """
        info: {title: %1$s, summary: %1$s, description: %1$s}
        tags: [{name: %1$s, description: %1$s}]
        paths:
          %1$s:
            get: {operationId: %1$s, summary: %1$s, tags: [%1$s], responses: {"200": {description: %1$s}}}
        """
            .formatted(hostile);
    var description = new Description(yaml.getBytes(UTF_8), new YAMLMapper().readTree(yaml));

    String page = new String(Page.of(description).html(), UTF_8);

    assertThat(page).contains("&lt;script&gt;").doesNotContain("<script>", "<b>`", "'x'");
  }
}
