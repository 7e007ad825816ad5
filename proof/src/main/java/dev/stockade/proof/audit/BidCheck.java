package dev.stockade.proof.audit;

/// Whether what the tables name is there, once, and the same.
final class BidCheck {
  static final String EVENTS_ABOUT_BIDS =
      """
      WITH judged AS (
        SELECT e.tenant, e.collection, e.sequence, e.quantity, e.bid, b.collection AS placed_on, b.quantity AS wanted,
          b.id IS NULL AS unknown,
          coalesce(b.collection <> e.collection, false) AS misplaced,
          coalesce(e.kind IN ('accepted', 'released') AND b.quantity <> e.quantity, false) AS miscounts
        FROM event e LEFT JOIN bid b ON b.tenant = e.tenant AND b.id = e.bid
        WHERE e.bid IS NOT NULL)
      SELECT v.name, e.tenant, e.collection, e.sequence, v.sentence, count(*) OVER () AS found
      FROM judged e
      CROSS JOIN LATERAL (VALUES
        (e.unknown, 'UnknownBid',
          format('The event is about bid %s, which is not there.', e.bid)),
        (e.misplaced, 'WrongCollection',
          format('The event is about bid %s, which was placed on collection %s.', e.bid, e.placed_on)),
        (e.miscounts, 'WrongQuantity',
          format('The event moves %s units; bid %s is for %s.', e.quantity, e.bid, e.wanted))
        ) v(broken, name, sentence)
      WHERE (e.unknown OR e.misplaced OR e.miscounts) AND v.broken
      ORDER BY e.tenant, e.collection, e.sequence
      LIMIT ?""";

  /// Looks for ids first and at rows only then: most tables have millions of bids, and none twice.
  static final String BIDS_TWICE =
      """
      WITH several AS (SELECT id, tenant, count(*) AS times FROM bid GROUP BY id, tenant HAVING count(*) > 1)
      SELECT 'BidTwice' AS name, s.tenant,
        (SELECT b.collection FROM bid b WHERE b.tenant = s.tenant AND b.id = s.id LIMIT 1) AS collection,
        NULL::bigint AS sequence,
        format('Bid %s stands %s times in the table.', s.id, s.times) AS sentence, count(*) OVER () AS found
      FROM several s
      ORDER BY s.tenant, s.id
      LIMIT ?""";

  static final String COLLECTIONS_TWICE =
      """
      SELECT 'CollectionTwice' AS name, tenant, id AS collection, NULL::bigint AS sequence,
        format('The collection stands %s times in the table.', count(*)) AS sentence, count(*) OVER () AS found
      FROM collection GROUP BY tenant, id HAVING count(*) > 1
      ORDER BY tenant, id
      LIMIT ?""";

  static final String ORPHANS =
      """
      SELECT 'UnknownCollection' AS name, o.tenant, o.collection, NULL::bigint AS sequence,
        format('The collection has %s events and %s bids, and no row.', sum(o.events), sum(o.bids)) AS sentence,
        count(*) OVER () AS found
      FROM (
        SELECT tenant, collection, count(*) AS events, 0 AS bids FROM event GROUP BY tenant, collection
        UNION ALL
        SELECT tenant, collection, 0, count(*) FROM bid GROUP BY tenant, collection) o
      WHERE NOT EXISTS (SELECT FROM collection c WHERE c.tenant = o.tenant AND c.id = o.collection)
      GROUP BY o.tenant, o.collection
      ORDER BY o.tenant, o.collection
      LIMIT ?""";

  private BidCheck() {}
}
