package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the pages against the code, so that they cannot rot.
class DocumentationTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
  private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)`");
  private static final Pattern MAKE = Pattern.compile("(?m)^make ([a-z-]+)");

  @Test
  void every_relative_link_leads_to_a_file() throws IOException {
    for (Path page : pages()) {
      for (String link : found(LINK, page)) {
        if (!link.startsWith("http")) {
          assertThat(page.resolveSibling(link)).as("a link of " + page).exists();
        }
      }
    }
  }

  @Test
  void every_java_block_is_quoted_from_a_test_that_runs() throws IOException {
    List<String> regions = regions();
    for (Path page : pages()) {
      for (String block : blocks(page, "java")) {
        assertThat(regions)
            .as("the regions of tests, for a block of " + page)
            .contains(squeezed(block));
      }
    }
  }

  @Test
  void every_class_that_the_architecture_page_names_exists() throws IOException {
    List<String> names = found(CLASS_NAME, ROOT.resolve("ARCHITECTURE.md"));

    assertThat(names).hasSizeGreaterThan(10);
    assertThat(javaFiles().map(file -> file.getFileName().toString().replace(".java", "")))
        .containsAll(names);
  }

  @Test
  void every_make_target_that_a_page_names_exists() throws IOException {
    String makefile = Files.readString(ROOT.resolve("Makefile"));
    for (Path page : pages()) {
      for (String target : found(MAKE, page)) {
        assertThat(makefile).as("the Makefile, for " + page).contains("\n" + target + ":");
      }
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> root = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      List<Path> pages =
          Stream.concat(root, docs).filter(p -> p.toString().endsWith(".md")).toList();
      assertThat(pages).hasSizeGreaterThan(5);
      return pages;
    }
  }

  private static Stream<Path> javaFiles() throws IOException {
    var files = new ArrayList<Path>();
    for (String module : List.of("core", "proof", "embedded", "engine", "server", "lab", "cli")) {
      try (Stream<Path> walk = Files.walk(ROOT.resolve(module).resolve("src"))) {
        walk.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    return files.stream();
  }

  /// What stands between `// region name` and `// end` in tests.
  private static List<String> regions() throws IOException {
    var regions = new ArrayList<String>();
    for (Path file : javaFiles().filter(file -> file.toString().contains("/src/test/")).toList()) {
      Pattern region = Pattern.compile("(?ms)^ *// region [a-z-]+$(.*?)^ *// end$");
      found(region, file).forEach(text -> regions.add(squeezed(text)));
    }
    return regions;
  }

  private static List<String> blocks(Path page, String language) throws IOException {
    return found(Pattern.compile("(?ms)^```" + language + "$(.*?)^```$"), page);
  }

  private static List<String> found(Pattern pattern, Path file) throws IOException {
    return pattern
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult m) -> m.group(1))
        .toList();
  }

  private static String squeezed(String code) {
    return code.strip().replaceAll("\\s+", " ");
  }
}
