/// The description of the API in OpenAPI, and a page that shows it to people. The page is made from
/// the description and says nothing else.
@NullMarked
package dev.stockade.server.openapi;

import org.jspecify.annotations.NullMarked;
