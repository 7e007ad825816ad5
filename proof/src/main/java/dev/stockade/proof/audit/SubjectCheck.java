package dev.stockade.proof.audit;

/// What must happen once to a bid or a restock, in the whole tenant.
final class SubjectCheck {
  /// Told at every event but the first of a bid. Settled means accepted, withdrawn or rejected.
  static final String SETTLED_TWICE =
      """
      WITH once AS (
        SELECT tenant, collection, sequence, at, bid, kind AS what,
          CASE kind WHEN 'released' THEN 'released' ELSE 'settled' END AS act
        FROM event WHERE kind IN ('accepted', 'withdrawn', 'rejected', 'released')),
      several AS (SELECT tenant, bid, act FROM once GROUP BY tenant, bid, act HAVING count(*) > 1),
      numbered AS (
        SELECT o.*, row_number() OVER (PARTITION BY o.tenant, o.bid, o.act ORDER BY o.at, o.collection, o.sequence) AS n,
          count(*) FILTER (WHERE o.what = 'accepted') OVER (PARTITION BY o.tenant, o.bid, o.act) AS acceptances
        FROM several s JOIN once o ON o.tenant = s.tenant AND o.bid = s.bid AND o.act = s.act)
      SELECT
        CASE WHEN act = 'released' THEN 'ReleasedTwice' WHEN acceptances > 1 THEN 'AcceptedTwice' ELSE 'SettledTwice' END
          AS name,
        tenant, collection, sequence,
        CASE WHEN act = 'released' THEN format('Bid %s is released a second time.', bid)
          ELSE format('Bid %s is %s; it was settled before.', bid, what) END AS sentence,
        count(*) OVER () AS found
      FROM numbered WHERE n > 1
      ORDER BY tenant, collection, sequence
      LIMIT ?""";

  static final String RESTOCKED_TWICE =
      """
      WITH several AS (
        SELECT tenant, restock FROM event WHERE kind = 'restocked' GROUP BY tenant, restock HAVING count(*) > 1),
      numbered AS (
        SELECT e.*, row_number() OVER (PARTITION BY e.tenant, e.restock ORDER BY e.at, e.collection, e.sequence) AS n
        FROM several s JOIN event e ON e.tenant = s.tenant AND e.restock = s.restock AND e.kind = 'restocked')
      SELECT 'RestockedTwice' AS name, tenant, collection, sequence,
        format('Restock %s happens a second time.', restock) AS sentence, count(*) OVER () AS found
      FROM numbered WHERE n > 1
      ORDER BY tenant, collection, sequence
      LIMIT ?""";

  static final String RELEASED_UNACCEPTED =
      """
      SELECT 'ReleasedUnaccepted' AS name, r.tenant, r.collection, r.sequence,
        format('Bid %s is released; it was not accepted before.', r.bid) AS sentence, count(*) OVER () AS found
      FROM event r
      WHERE r.kind = 'released' AND NOT EXISTS (
        SELECT FROM event a
        WHERE a.tenant = r.tenant AND a.collection = r.collection AND a.bid = r.bid AND a.kind = 'accepted'
          AND a.sequence < r.sequence)
      ORDER BY r.tenant, r.collection, r.sequence
      LIMIT ?""";

  private SubjectCheck() {}
}
