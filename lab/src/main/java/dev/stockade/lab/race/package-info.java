/// Many callers accept bids on one collection at the same moment, once for each contender.
@NullMarked
package dev.stockade.lab.race;

import org.jspecify.annotations.NullMarked;
