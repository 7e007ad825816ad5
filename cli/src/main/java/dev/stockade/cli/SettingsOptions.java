package dev.stockade.cli;

import dev.stockade.lab.Mistake;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Settings by their keys: options that several commands share.
final class SettingsOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A properties file of settings, one KEY=VALUE a line, such as advise writes. --set goes before it.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Changes a setting; may be repeated. docs/reference lists them.")
  private Map<String, String> settings = Map.of();

  /// What the file says, and above that what was set.
  ///
  /// @throws Mistake where the file cannot be read
  Map<String, String> all() {
    var all = new HashMap<String, String>();
    if (file != null) {
      var read = new Properties();
      try (Reader text = Files.newBufferedReader(file)) {
        read.load(text);
      } catch (NoSuchFileException e) {
        throw new Mistake("there is no file %s: check --config".formatted(file), e);
      } catch (IOException | IllegalArgumentException e) {
        throw new Mistake("the file %s cannot be read as properties".formatted(file), e);
      }
      read.stringPropertyNames().forEach(key -> all.put(key, read.getProperty(key)));
    }
    all.putAll(settings);
    return all;
  }
}
