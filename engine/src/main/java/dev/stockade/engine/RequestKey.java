package dev.stockade.engine;

import dev.stockade.core.TenantId;
import java.util.UUID;

/// By what a request that is sent again is known.
///
/// @param id of the key, and of where it counts
/// @param fingerprint of what is asked for: under one id it is always the same
public record RequestKey(TenantId tenant, UUID id, UUID fingerprint) {}
