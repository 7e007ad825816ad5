/// A client of Stockade over HTTP, written from what clients are told and not from the server's
/// code. Start at [dev.stockade.lab.http.Client].
@NullMarked
package dev.stockade.lab.http;

import org.jspecify.annotations.NullMarked;
