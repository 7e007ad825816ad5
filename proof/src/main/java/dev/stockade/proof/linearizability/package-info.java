/// A second judge, which nobody here wrote: OpenSearch's search through the orders that explain a
/// small history.
///
/// The jars that it needs are optional dependencies of this module; whoever judges names them.
@NullMarked
package dev.stockade.proof.linearizability;

import org.jspecify.annotations.NullMarked;
