/// The defect that Stockade cures, as it is written by hand every day: read the stock, decide,
/// write the new stock. It is raced to show what it does; nothing else uses it.
@NullMarked
package dev.stockade.lab.naive;

import org.jspecify.annotations.NullMarked;
