package dev.stockade.engine.groupcommit;

import java.time.Duration;

/// The bounds of group commit.
///
/// @param lanes batches in flight at once, of each kind of work
/// @param batch tickets in one batch, by their weight; the last one may go beyond it
/// @param ahead tickets that have arrived while a batch is written, from which on it is read for
///   them
/// @param aside batches that wait for a stranger's lock at once
/// @param attempts transactions that a ticket is part of, at most
/// @param transaction the longest that one transaction may take
public record Bounds(
    int lanes, int batch, int ahead, int aside, int attempts, Duration transaction) {}
