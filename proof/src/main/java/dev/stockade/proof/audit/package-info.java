/// Audits a database with SQL of its own: whether the tables of Stockade agree with each other and
/// with the promises. It trusts no constraint and no index, so it sees what they would have
/// prevented.
@NullMarked
package dev.stockade.proof.audit;

import org.jspecify.annotations.NullMarked;
