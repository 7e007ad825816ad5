/// What the commands that ask a server share: asking until there is an answer, and showing it to
/// people. Start at [dev.stockade.cli.client.Remote].
@NullMarked
package dev.stockade.cli.client;

import org.jspecify.annotations.NullMarked;
