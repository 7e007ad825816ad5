/// Breaks the connections between a client and its PostgreSQL, at the moments that matter.
@NullMarked
package dev.stockade.proof.fault;

import org.jspecify.annotations.NullMarked;
