package dev.stockade.proof.fault;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Which statements a fault waits for, by the text of their SQL. Of a text longer than 64 KiB only
/// the beginning is seen.
public final class Marks {

  private static final Pattern COMMIT =
      Pattern.compile(
          "\\s*(commit|end)(\\s+(work|transaction))?\\s*;?\\s*", Pattern.CASE_INSENSITIVE);

  private Marks() {}

  public static Predicate<String> commit() {
    return sql -> COMMIT.matcher(sql).matches();
  }

  public static Predicate<String> containing(String marker) {
    return sql -> sql.contains(marker);
  }
}
