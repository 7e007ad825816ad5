package dev.stockade.core;

import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The id of a collection within its tenant.
///
/// The natural order is the order in which rows are locked, everywhere: two transactions that need
/// the same collections take them in the same order and cannot deadlock. It is PostgreSQL's order
/// of `(tenant, id)`, in which a uuid is compared byte by byte and without a sign.
public record CollectionId(TenantId tenant, UUID value) implements Comparable<CollectionId> {
  private static final Comparator<UUID> UNSIGNED =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  private static final Comparator<CollectionId> LOCK_ORDER =
      Comparator.comparing((CollectionId id) -> id.tenant().value())
          .thenComparing(CollectionId::value, UNSIGNED);

  /// A collection of the default tenant.
  public static CollectionId of(UUID value) {
    return new CollectionId(TenantId.DEFAULT, value);
  }

  /// The id first, since tenants are few and ids differ.
  @Override
  @SuppressWarnings("exports") // the annotation is for the compiler alone
  public boolean equals(@Nullable Object other) {
    return other instanceof CollectionId(TenantId otherTenant, UUID otherValue)
        && value.equals(otherValue)
        && tenant.equals(otherTenant);
  }

  @Override
  public int hashCode() {
    return 31 * value.hashCode() + tenant.value().hashCode();
  }

  @Override
  public int compareTo(CollectionId other) {
    return LOCK_ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return tenant.equals(TenantId.DEFAULT) ? value.toString() : tenant + "/" + value;
  }
}
