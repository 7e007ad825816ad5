/// The load over HTTP: a client that costs little, because it shares the machine with what it
/// measures. Start at [dev.stockade.lab.bench.http.HttpEntrant].
@NullMarked
package dev.stockade.lab.bench.http;

import org.jspecify.annotations.NullMarked;
