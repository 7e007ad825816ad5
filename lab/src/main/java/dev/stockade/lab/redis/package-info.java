/// The Redis that a workload uses: one that somebody names by a URL, or one that starts by itself.
@NullMarked
package dev.stockade.lab.redis;

import org.jspecify.annotations.NullMarked;
