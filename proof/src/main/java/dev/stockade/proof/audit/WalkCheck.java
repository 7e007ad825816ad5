package dev.stockade.proof.audit;

/// Walks each log from its opening: what each event leaves, and whether it may stand where it
/// stands.
final class WalkCheck {
  /// A log whose acceptances ever exceed what there was. Told once a collection, at its worst.
  /// There is none where [#EVENTS] finds nothing.
  static final String OVERSOLD =
      """
      WITH walked AS (
        SELECT e.tenant, e.collection, e.sequence,
          c.opened_supply + sum(CASE e.kind
              WHEN 'accepted' THEN -e.quantity::bigint
              WHEN 'released' THEN e.quantity
              WHEN 'restocked' THEN e.quantity
              ELSE 0 END)
            OVER (PARTITION BY e.tenant, e.collection ORDER BY e.sequence, e.at, e.bid ROWS UNBOUNDED PRECEDING)
            AS left_over
        FROM event e JOIN collection c ON c.tenant = e.tenant AND c.id = e.collection)
      SELECT 'Oversold' AS name, tenant, collection, min(sequence) AS sequence,
        format('%s more units are accepted than there are, from sequence %s on.', -min(left_over), min(sequence))
          AS sentence,
        count(*) OVER () AS found
      FROM walked
      WHERE left_over < 0
      GROUP BY tenant, collection
      ORDER BY tenant, collection
      LIMIT ?""";

  /// Sequences, the stock that each event notes, and what must not come after a close. An event is
  /// compared with the one before it: where each agrees with its neighbour, and the first with the
  /// opening, the whole replay agrees.
  static final String EVENTS =
      """
      WITH walked AS (
        SELECT e.*,
          lag(e.sequence, 1, 0::bigint) OVER log AS previous,
          coalesce(lag(e.stock) OVER log, c.opened_supply) + CASE e.kind
            WHEN 'accepted' THEN -e.quantity::bigint
            WHEN 'released' THEN e.quantity
            WHEN 'restocked' THEN e.quantity
            ELSE 0 END AS leaves,
          coalesce(bool_or(e.kind = 'closed')
            OVER (log ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS after_close
        FROM event e LEFT JOIN collection c ON c.tenant = e.tenant AND c.id = e.collection
        WINDOW log AS (PARTITION BY e.tenant, e.collection ORDER BY e.sequence, e.at, e.bid)),
      judged AS (
        SELECT *,
          sequence <> previous + 1 AS jumps,
          stock <> leaves AS miscounts,
          stock < 0 AS below_zero,
          after_close AND kind IN ('accepted', 'closed') AS too_late,
          CASE WHEN kind IN ('accepted', 'released', 'restocked') THEN quantity < 1 ELSE quantity <> 0 END AS misfits,
          CASE kind
            WHEN 'restocked' THEN restock IS NULL
            WHEN 'strategy-changed' THEN strategy IS NULL OR strategy_mode IS NULL OR reason IS NULL
            WHEN 'closed' THEN false
            ELSE bid IS NULL END AS incomplete
        FROM walked)
      SELECT v.name, w.tenant, w.collection, w.sequence, v.sentence, count(*) OVER () AS found
      FROM judged w
      CROSS JOIN LATERAL (VALUES
        (w.jumps AND w.sequence > w.previous, 'SequenceGap',
          format('Sequence %s follows %s: one is missing.', w.sequence, w.previous)),
        (w.jumps AND w.sequence <= w.previous, 'SequenceTwice',
          format('Sequence %s follows %s: it stands twice, or is below 1.', w.sequence, w.previous)),
        (w.miscounts, 'WrongEventStock',
          format('The event notes a stock of %s; with the event before it, that is %s.', w.stock, w.leaves)),
        (w.below_zero, 'NegativeStock',
          format('The event notes a stock of %s.', w.stock)),
        (w.too_late AND w.kind = 'accepted', 'AcceptedAfterClose',
          format('Bid %s is accepted after the collection was closed.', w.bid)),
        (w.too_late AND w.kind = 'closed', 'ClosedTwice',
          'The collection is closed a second time.'),
        (w.misfits, 'WrongQuantity',
          format('The event says %s, of %s units.', w.kind, w.quantity)),
        (w.incomplete, 'IncompleteEvent',
          format('The event says %s, and does not say what.', w.kind))
        ) v(broken, name, sentence)
      WHERE (w.jumps OR w.miscounts OR w.below_zero OR w.too_late OR w.misfits OR w.incomplete) AND v.broken
      ORDER BY w.tenant, w.collection, w.sequence
      LIMIT ?""";

  private WalkCheck() {}
}
