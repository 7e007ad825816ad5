/// The engine over HTTP. Start at [dev.stockade.server.Server].
@NullMarked
package dev.stockade.server;

import org.jspecify.annotations.NullMarked;
