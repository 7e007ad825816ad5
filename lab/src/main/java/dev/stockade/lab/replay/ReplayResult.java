package dev.stockade.lab.replay;

/// What came of a replay, as it stands in the JSON report.
///
/// @param rows that were replayed: those in the window that could be read
/// @param badRows of the file, whether in the window or not
/// @param crowd modelled callers beside each row's own
/// @param callers of the trace and of the model: rows, each with its crowd
/// @param accepted callers that were told that they have a unit
/// @param modelledAccepted those among them that are modelled
/// @param soldOut callers that were told that there is none
/// @param refused callers that were refused otherwise, because of what others did to the collection
/// @param undecided callers without a decision at the end, however often they asked
/// @param oversold units that were promised and do not exist
/// @param violations found by the checker, and by the audit where there was one
/// @param audited whether there was one
/// @param stockLeft in the collection's row at the end
/// @param seconds from the first row to the last answer
public record ReplayResult(
    int rows,
    int badRows,
    int crowd,
    int callers,
    int accepted,
    int modelledAccepted,
    int soldOut,
    int refused,
    int undecided,
    long oversold,
    long violations,
    boolean audited,
    int stockLeft,
    double seconds,
    int supply,
    String strategy,
    long seed) {}
