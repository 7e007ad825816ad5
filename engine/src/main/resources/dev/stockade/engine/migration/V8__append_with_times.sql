-- The one append as in V7, but each event comes with a time of its own: those of a batch are read and decided in several goes.
-- sinces are NULL where the strategy stays.
DROP FUNCTION append(
  text[], uuid[], bigint[], timestamptz[], int[], int[], int[], int[], text[], text[], text[], text[],
  int[], bigint[], text[], int[], int[], uuid[], uuid[], text[], text[], text[], boolean);

CREATE FUNCTION append(
  tenants text[], ids uuid[], expected bigint[], sinces timestamptz[], events int[],
  d_supply int[], d_stock int[], d_accepted int[], statuses text[],
  strategies text[], modes text[], reasons text[],
  e_of int[], e_sequence bigint[], e_kind text[], e_at timestamptz[], e_quantity int[],
  e_stock int[],
  e_bid uuid[], e_restock uuid[], e_strategy text[], e_mode text[], e_reason text[],
  patient boolean)
RETURNS int[] LANGUAGE plpgsql VOLATILE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = on SET enable_nestloop = off AS $$
DECLARE written int[]; held int[] := '{}'; complete boolean;
BEGIN
  IF current_setting('synchronous_commit') IN ('off', 'local', 'remote_write') THEN
    PERFORM set_config('synchronous_commit', 'on', true);
  END IF;

  IF cardinality(ids) = 1 THEN
    IF patient THEN
      PERFORM FROM collection c WHERE c.id = ids[1] AND c.tenant = tenants[1] AND c.version = expected[1]
        FOR NO KEY UPDATE;
    ELSE
      PERFORM FROM collection c WHERE c.id = ids[1] AND c.tenant = tenants[1] AND c.version = expected[1]
        FOR NO KEY UPDATE SKIP LOCKED;
    END IF;
    IF NOT FOUND THEN
      PERFORM FROM collection c
        WHERE NOT patient AND c.id = ids[1] AND c.tenant = tenants[1] AND c.version = expected[1];
      RETURN CASE WHEN FOUND THEN '{-1}'::int[] ELSE '{}' END;
    END IF;

    UPDATE collection c SET
      supply = c.supply + d_supply[1], stock = c.stock + d_stock[1], accepted = c.accepted + d_accepted[1],
      version = c.version + events[1], status = coalesce(statuses[1]::collection_status, c.status),
      strategy = coalesce(strategies[1], c.strategy),
      strategy_mode = coalesce(modes[1]::strategy_mode, c.strategy_mode),
      strategy_reason = coalesce(reasons[1], c.strategy_reason),
      strategy_since = coalesce(sinces[1], c.strategy_since)
    WHERE c.id = ids[1] AND c.tenant = tenants[1];

    IF num_nonnulls(e_kind, e_restock, e_strategy, e_mode, e_reason) = 0 THEN
      INSERT INTO event (tenant, collection, sequence, kind, quantity, stock, at, bid)
      SELECT tenants[1], ids[1], e_sequence[n], 'accepted', e_quantity[n], e_stock[n], e_at[n], e_bid[n]
      FROM generate_series(1, cardinality(e_sequence)) n;
    ELSE
      INSERT INTO event (tenant, collection, sequence, kind, quantity, stock, at, bid, restock, strategy, strategy_mode,
        reason)
      SELECT tenants[1], ids[1], e.sequence, coalesce(e.kind::event_kind, 'accepted'), e.quantity, e.stock, e.at,
        e.bid, e.restock, e.strategy, e.mode::strategy_mode, e.reason
      FROM unnest(e_sequence, e_kind, e_at, e_quantity, e_stock, e_bid, e_restock, e_strategy, e_mode, e_reason)
        e(sequence, kind, at, quantity, stock, bid, restock, strategy, mode, reason);
    END IF;
    RETURN '{1}';
  END IF;

  IF patient THEN
    SELECT coalesce(array_agg(n), '{}') INTO written FROM (
      SELECT w.n FROM unnest(tenants, ids, expected) WITH ORDINALITY w(tenant, id, version, n)
      JOIN collection c ON c.tenant = w.tenant AND c.id = w.id AND c.version = w.version
      WHERE c.id = ANY (ids) ORDER BY c.tenant, c.id FOR NO KEY UPDATE OF c) locked;
  ELSE
    SELECT coalesce(array_agg(n), '{}') INTO written FROM (
      SELECT w.n FROM unnest(tenants, ids, expected) WITH ORDINALITY w(tenant, id, version, n)
      JOIN collection c ON c.tenant = w.tenant AND c.id = w.id AND c.version = w.version
      WHERE c.id = ANY (ids) ORDER BY c.tenant, c.id FOR NO KEY UPDATE OF c SKIP LOCKED) locked;
    IF cardinality(written) < cardinality(ids) THEN
      SELECT coalesce(array_agg(-w.n::int), '{}') INTO held
      FROM unnest(tenants, ids, expected) WITH ORDINALITY w(tenant, id, version, n)
      JOIN collection c ON c.tenant = w.tenant AND c.id = w.id AND c.version = w.version
      WHERE c.id = ANY (ids) AND w.n <> ALL (written);
    END IF;
  END IF;
  complete := cardinality(written) = cardinality(ids);

  UPDATE collection c SET
    supply = c.supply + w.supply, stock = c.stock + w.stock, accepted = c.accepted + w.accepted,
    version = c.version + w.events, status = coalesce(w.status::collection_status, c.status),
    strategy = coalesce(w.strategy, c.strategy),
    strategy_mode = coalesce(w.mode::strategy_mode, c.strategy_mode),
    strategy_reason = coalesce(w.reason, c.strategy_reason),
    strategy_since = coalesce(w.since, c.strategy_since)
  FROM unnest(tenants, ids, sinces, events, d_supply, d_stock, d_accepted, statuses, strategies, modes, reasons)
    WITH ORDINALITY w(tenant, id, since, events, supply, stock, accepted, status, strategy, mode, reason, n)
  WHERE c.id = ANY (ids) AND c.tenant = w.tenant AND c.id = w.id AND (complete OR w.n = ANY (written));

  INSERT INTO event (tenant, collection, sequence, kind, quantity, stock, at, bid, restock, strategy, strategy_mode,
    reason)
  SELECT w.tenant, w.id, e.sequence, coalesce(e.kind::event_kind, 'accepted'), e.quantity, e.stock, e.at, e.bid,
    e.restock, e.strategy, e.mode::strategy_mode, e.reason
  FROM unnest(e_of, e_sequence, e_kind, e_at, e_quantity, e_stock, e_bid, e_restock, e_strategy, e_mode, e_reason)
    e(n, sequence, kind, at, quantity, stock, bid, restock, strategy, mode, reason)
  JOIN unnest(tenants, ids) WITH ORDINALITY w(tenant, id, n) USING (n)
  WHERE complete OR n = ANY (written);

  RETURN written || held;
END $$;

DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION append SET search_path = %I, pg_catalog, pg_temp', current_schema());
END $$;
