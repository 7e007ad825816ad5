package dev.stockade.core;

/// Whose collections these are: part of every key, so that two tenants never see each other's ids.
///
/// Shape: 1 to 64 characters, lower-case letters, digits, `-` and `_`, beginning with a letter or a
/// digit.
public record TenantId(String value) {
  private static final int LONGEST = 64;

  /// The tenant where nobody names one.
  public static final TenantId DEFAULT = new TenantId("default");

  public TenantId {
    if (!hasShape(value)) {
      throw new IllegalArgumentException(
          "a tenant is 1 to 64 of a-z, 0-9, '-' and '_', beginning with a letter or digit: '"
              + value
              + "'");
    }
  }

  /// By hand, since each row that is read brings one: a pattern takes many times as long.
  private static boolean hasShape(String value) {
    if (value.isEmpty() || value.length() > LONGEST || !isAlphanumeric(value.charAt(0))) {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isAlphanumeric(c) && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  @Override
  public String toString() {
    return value;
  }
}
