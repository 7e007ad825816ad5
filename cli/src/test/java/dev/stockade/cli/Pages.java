package dev.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The pages of the documentation, and what stands on them.
final class Pages {
  static final Path ROOT = Path.of("..");

  private Pages() {}

  static List<Path> all() throws IOException {
    try (Stream<Path> root = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      List<Path> pages =
          Stream.concat(root, docs).filter(p -> p.toString().endsWith(".md")).toList();
      assertThat(pages).hasSizeGreaterThan(5);
      return pages;
    }
  }

  /// The blocks of code in a language.
  static List<String> blocks(Path page, String language) throws IOException {
    return found(Pattern.compile("(?ms)^```" + language + "$\n(.*?)^```$"), page);
  }

  /// The first group of whatever is found in a file.
  static List<String> found(Pattern pattern, Path file) throws IOException {
    return pattern
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult m) -> m.group(1))
        .toList();
  }
}
