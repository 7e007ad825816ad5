/// Logs and feeds that are followed: one question to the database tells all streams of a node
/// whether there is something new.
@NullMarked
package dev.stockade.server.streaming;

import org.jspecify.annotations.NullMarked;
