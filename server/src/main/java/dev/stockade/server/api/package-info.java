/// The resources of the API, one class each, and what the engine's outcomes are in HTTP.
@NullMarked
package dev.stockade.server.api;

import org.jspecify.annotations.NullMarked;
