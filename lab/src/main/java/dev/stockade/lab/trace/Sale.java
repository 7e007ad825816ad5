package dev.stockade.lab.trace;

import java.time.Instant;

/// A row of a trace: a unit that was sold.
///
/// @param line of the file, from 1
/// @param microEth the price in millionths of an ether; 0 also where none was recorded
/// @param buyer 1 to 200 characters
public record Sale(
    long line, Instant at, String item, long microEth, String seller, String buyer) {}
