package dev.stockade.lab.campaign.site;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How this very program is started as another process.
///
/// @param words of the command that runs `stockade`, without its arguments. They start the JVM
///   itself and no script around it, because it is killed by its number
public record Launch(List<String> words) {
  /// A server of a campaign is small and dies young.
  private static final List<String> FRUGAL =
      List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  public Launch {
    words = List.copyOf(words);
  }

  /// The program whose `main` is in `main`, on the JDK and the class path of this process.
  public static Launch of(Class<?> main) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(FRUGAL);
    words.addAll(List.of("-cp", classPath(), main.getName()));
    return new Launch(words);
  }

  /// That of this process, for one that works elsewhere.
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  List<String> with(List<String> arguments) {
    var all = new ArrayList<>(words);
    all.addAll(arguments);
    return all;
  }
}
