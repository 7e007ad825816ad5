/// The server's way to PostgreSQL: a pool that finds it again when it comes back.
@NullMarked
package dev.stockade.server.database;

import org.jspecify.annotations.NullMarked;
