package dev.stockade.lab.replay;

/// What came of a replay, as it stands in the JSON report.
///
/// @param rows that were replayed: those in the window that could be read
/// @param badRows of the file, whether in the window or not
/// @param accepted rows whose caller was told that it has a unit
/// @param soldOut rows whose caller was told that there is none
/// @param undecided rows whose caller had no decision at the end, however often it asked
/// @param oversold units that were promised and do not exist
/// @param violations found by the checker and by the audit
/// @param stockLeft in the collection's row at the end
/// @param seconds from the first row to the last answer
public record ReplayResult(
    int rows,
    int badRows,
    int accepted,
    int soldOut,
    int undecided,
    long oversold,
    long violations,
    int stockLeft,
    double seconds,
    int supply,
    String strategy,
    long seed) {}
