package dev.stockade.proof.audit;

import java.util.List;

/// The checks. Each is a query with one parameter, the most rows to return, and the columns `name,
/// tenant, collection, sequence, sentence` of a violation and `found`, the number of all it has
/// found.
final class Checks {
  /// What every audit runs, in this order.
  static final List<String> ALL =
      List.of(
          RowCheck.ROWS,
          SubjectCheck.SETTLED_TWICE,
          SubjectCheck.RESTOCKED_TWICE,
          SubjectCheck.RELEASED_UNACCEPTED,
          BidCheck.EVENTS_ABOUT_BIDS,
          BidCheck.BIDS_TWICE,
          BidCheck.COLLECTIONS_TWICE,
          BidCheck.ORPHANS);

  private Checks() {}
}
