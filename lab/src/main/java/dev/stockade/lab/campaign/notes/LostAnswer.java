package dev.stockade.lab.campaign.notes;

/// A request that was sent to a server and had no answer.
///
/// @param from nanoseconds on the clock of the notes
/// @param how the client saw it
public record LostAnswer(int server, long from, long to, String how) {}
