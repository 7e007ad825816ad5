package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the pages against the code, so that they cannot rot.
class DocumentationTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
  private static final Pattern REGION =
      Pattern.compile("(?ms)^ *// region [a-z-]+$\n(.*?)^ *// end$");
  private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)`");
  private static final Pattern MAKE = Pattern.compile("(?m)^make ([a-z-]+)");

  @Test
  void every_relative_link_leads_to_a_file() throws IOException {
    for (Path page : Pages.all()) {
      for (String link : Pages.found(LINK, page)) {
        if (!link.startsWith("http")) {
          assertThat(page.resolveSibling(link)).as("a link of " + page).exists();
        }
      }
    }
  }

  @Test
  void every_java_block_is_quoted_from_a_test_that_runs() throws IOException {
    List<String> regions = regions();
    for (Path page : Pages.all()) {
      for (String block : Pages.blocks(page, "java")) {
        assertThat(regions)
            .as("the regions of tests, for a block of " + page)
            .contains(squeezed(block));
      }
    }
  }

  @Test
  void every_typescript_block_is_quoted_from_a_program_that_node_runs() throws IOException {
    var regions = new ArrayList<String>();
    try (Stream<Path> programs =
        Files.list(Pages.ROOT.resolve("server/src/test/resources/walks"))) {
      for (Path program : programs.filter(it -> it.toString().endsWith(".mts")).toList()) {
        regions.addAll(Pages.found(REGION, program));
      }
    }
    for (Path page : Pages.all()) {
      for (String block : Pages.blocks(page, "ts")) {
        assertThat(regions).as("the regions of programs, for a block of " + page).contains(block);
      }
    }
  }

  /// `sh` and `sql` are run by `HowToTest`, see `ShellBlocksTest`.
  @Test
  void every_block_is_in_a_language_whose_blocks_are_run() throws IOException {
    for (Path page : Pages.all()) {
      assertThat(Pages.found(Pattern.compile("(?ms)^```([^\n]*)$.*?^```$"), page))
          .as("languages of the blocks of " + page)
          .isSubsetOf("java", "ts", "sh", "sql");
      assertThat(Files.readString(page).lines())
          .as("commands of " + page + " that are in no block")
          .noneMatch(line -> line.matches(" {4,}(make|\\./stockade|curl) .*"));
    }
  }

  @Test
  void every_class_that_the_pages_on_architecture_and_proof_name_exists() throws IOException {
    List<String> classes =
        javaFiles().map(file -> file.getFileName().toString().replace(".java", "")).toList();
    for (String page : List.of("ARCHITECTURE.md", "docs/explanation/proof.md")) {
      List<String> names = Pages.found(CLASS_NAME, Pages.ROOT.resolve(page));

      assertThat(names).as(page).hasSizeGreaterThan(5);
      assertThat(classes).as("classes, for " + page).containsAll(names);
    }
  }

  @Test
  void every_make_target_that_a_page_names_exists() throws IOException {
    String makefile = Files.readString(Pages.ROOT.resolve("Makefile"));
    for (Path page : Pages.all()) {
      for (String target : Pages.found(MAKE, page)) {
        assertThat(makefile).as("the Makefile, for " + page).contains("\n" + target + ":");
      }
    }
  }

  private static Stream<Path> javaFiles() throws IOException {
    var files = new ArrayList<Path>();
    for (String module : List.of("core", "proof", "embedded", "engine", "server", "lab", "cli")) {
      try (Stream<Path> walk = Files.walk(Pages.ROOT.resolve(module).resolve("src"))) {
        walk.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    return files.stream();
  }

  /// What stands between `// region name` and `// end` in tests.
  private static List<String> regions() throws IOException {
    var regions = new ArrayList<String>();
    for (Path file : javaFiles().filter(file -> file.toString().contains("/src/test/")).toList()) {
      Pages.found(REGION, file).forEach(text -> regions.add(squeezed(text)));
    }
    return regions;
  }

  private static String squeezed(String code) {
    return code.strip().replaceAll("\\s+", " ");
  }
}
