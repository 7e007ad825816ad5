/// A PostgreSQL that starts by itself and stops with its process, as durable as a server one would
/// buy.
@NullMarked
package dev.stockade.embedded;

import org.jspecify.annotations.NullMarked;
