package dev.stockade.proof.audit;

/// Compares each row with itself, and with what its events add up to.
final class RowCheck {
  static final String ROWS =
      """
      WITH summed AS (
        SELECT tenant, collection, max(sequence) AS version,
          coalesce(sum(quantity::bigint) FILTER (WHERE kind = 'accepted'), 0)
            - coalesce(sum(quantity::bigint) FILTER (WHERE kind = 'released'), 0) AS accepted,
          coalesce(sum(quantity::bigint) FILTER (WHERE kind = 'restocked'), 0) AS restocked,
          bool_or(kind = 'closed') AS closed,
          max(sequence) FILTER (WHERE kind = 'strategy-changed') AS switched
        FROM event GROUP BY tenant, collection),
      replayed AS (
        SELECT c.*,
          c.opened_supply + coalesce(s.restocked, 0) AS due_supply,
          coalesce(s.accepted, 0) AS due_accepted,
          c.opened_supply + coalesce(s.restocked, 0) - coalesce(s.accepted, 0) - c.held AS due_stock,
          coalesce(s.version, 0) AS due_version,
          CASE WHEN coalesce(s.closed, false) THEN 'closed' ELSE 'open' END AS due_status,
          coalesce(e.strategy, c.opened_strategy) AS due_strategy,
          coalesce(e.strategy_mode, c.opened_mode) AS due_mode,
          coalesce(e.at, 'epoch') AS due_since,
          e.reason AS due_reason
        FROM collection c LEFT JOIN summed s ON s.tenant = c.tenant AND s.collection = c.id
        LEFT JOIN event e ON e.tenant = c.tenant AND e.collection = c.id AND e.sequence = s.switched
          AND e.kind = 'strategy-changed')
      SELECT v.name, r.tenant, r.id AS collection, NULL::bigint AS sequence, v.sentence, count(*) OVER () AS found
      FROM replayed r
      CROSS JOIN LATERAL (VALUES
        (r.supply::bigint <> r.stock::bigint + r.held + r.accepted, 'DoesNotAddUp',
          format('The supply is %s, but stock, held and accepted are %s, %s and %s.',
            r.supply, r.stock, r.held, r.accepted)),
        (r.stock < 0 OR r.held < 0 OR r.accepted < 0, 'NegativeStock',
          format('Stock, held and accepted are %s, %s and %s.', r.stock, r.held, r.accepted)),
        (r.supply <> r.due_supply, 'WrongSupply',
          format('The supply is %s; the events give %s.', r.supply, r.due_supply)),
        (r.stock < r.due_stock, 'Undersold',
          format('The stock is %s; the events leave %s: nobody holds the other %s.',
            r.stock, r.due_stock, r.due_stock - r.stock)),
        (r.stock > r.due_stock, 'WrongStock',
          format('The stock is %s; the events leave %s.', r.stock, r.due_stock)),
        (r.held <> 0, 'WrongHeld',
          format('%s units are held; no event holds any.', r.held)),
        (r.accepted <> r.due_accepted, 'WrongAccepted',
          format('Accepted are %s units; the events give %s.', r.accepted, r.due_accepted)),
        (r.version <> r.due_version, 'WrongVersion',
          format('The version is %s; the last event has sequence %s.', r.version, r.due_version)),
        (r.status::text <> r.due_status, 'WrongStatus',
          format('The status is %s; the events give %s.', r.status, r.due_status)),
        (r.strategy <> r.due_strategy, 'WrongStrategy',
          format('The strategy is %s; the events give %s.', r.strategy, r.due_strategy)),
        (r.strategy_mode <> r.due_mode, 'WrongMode',
          format('The strategy is %s; the events say %s.', r.strategy_mode, r.due_mode)),
        (r.strategy_since <> r.due_since OR r.strategy_reason <> r.due_reason, 'WrongSwitch',
          format('The last switch is of %s (%s); the last one in the log is of %s (%s).',
            r.strategy_since, r.strategy_reason, r.due_since, r.due_reason))
        ) v(broken, name, sentence)
      WHERE v.broken
      ORDER BY r.tenant, r.id
      LIMIT ?""";

  private RowCheck() {}
}
