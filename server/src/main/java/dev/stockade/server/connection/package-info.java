/// Connections and their time: who keeps the server waiting is cut off, and at the end of the
/// server nobody is who waits for an answer.
@NullMarked
package dev.stockade.server.connection;

import org.jspecify.annotations.NullMarked;
