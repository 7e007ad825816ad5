/// The mechanism of the API: routes, requests that are read strictly, answers, and problems. Knows
/// nothing of collections and bids.
@NullMarked
package dev.stockade.server.http;

import org.jspecify.annotations.NullMarked;
