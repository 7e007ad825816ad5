package dev.stockade.proof.audit;

import java.util.OptionalLong;

/// Something in the tables that must not be.
///
/// @param name what kind it is, such as `Oversold` or `SequenceGap`
/// @param collection the collection's id, after its tenant and a slash where that is not `default`
/// @param sequence the event that shows it, where there is one
/// @param sentence what is wrong, in one plain sentence
public record AuditViolation(
    String name, String collection, OptionalLong sequence, String sentence) {}
