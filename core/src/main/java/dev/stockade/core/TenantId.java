package dev.stockade.core;

import java.util.regex.Pattern;

/// Whose collections these are: part of every key, so that two tenants never see each other's ids.
///
/// Shape: 1 to 64 characters, lower-case letters, digits, `-` and `_`, beginning with a letter or a
/// digit.
public record TenantId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  /// The tenant where nobody names one.
  public static final TenantId DEFAULT = new TenantId("default");

  public TenantId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a tenant is 1 to 64 of a-z, 0-9, '-' and '_', beginning with a letter or digit: '"
              + value
              + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
