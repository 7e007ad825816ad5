package dev.stockade.lab.campaign.fault;

import java.time.Duration;

/// A fault on the schedule.
///
/// @param after the moment when the strike before it on its track was over, or the round began
/// @param server the number of the server that it hits, where it hits one
/// @param lasts how long it takes until what was broken is mended
/// @param variant 0 to 1: which way, where there are several
record Strike(Duration after, Fault fault, int server, Duration lasts, double variant) {}
