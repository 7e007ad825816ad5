-- The one append as in V5, but for the way in which the rows are found: all ids in one walk through an index, where a join with
-- them went down the index for each, three times in an append. The index has the id first, as those of bids and events do.
-- No key is ever updated, so that it costs nothing but when a collection is opened.
CREATE UNIQUE INDEX collection_by_id ON collection (id, tenant);

CREATE OR REPLACE FUNCTION append(
  tenants text[], ids uuid[], expected bigint[], ats timestamptz[], events int[],
  d_supply int[], d_stock int[], d_accepted int[], statuses text[],
  strategies text[], modes text[], reasons text[],
  e_of int[], e_sequence bigint[], e_kind text[], e_quantity int[], e_stock int[],
  e_bid uuid[], e_restock uuid[], e_strategy text[], e_mode text[], e_reason text[],
  patient boolean)
RETURNS int[] LANGUAGE plpgsql VOLATILE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = on SET enable_nestloop = off AS $$
DECLARE written int[]; held int[] := '{}'; complete boolean;
BEGIN
  IF current_setting('synchronous_commit') IN ('off', 'local', 'remote_write') THEN
    PERFORM set_config('synchronous_commit', 'on', true);
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
    strategy_since = CASE WHEN w.mode IS NULL THEN c.strategy_since ELSE w.at END
  FROM unnest(tenants, ids, ats, events, d_supply, d_stock, d_accepted, statuses, strategies, modes, reasons)
    WITH ORDINALITY w(tenant, id, at, events, supply, stock, accepted, status, strategy, mode, reason, n)
  WHERE c.id = ANY (ids) AND c.tenant = w.tenant AND c.id = w.id AND (complete OR w.n = ANY (written));

  IF cardinality(ids) > 1 THEN
    INSERT INTO event (tenant, collection, sequence, kind, quantity, stock, at, bid, restock, strategy, strategy_mode,
      reason)
    SELECT w.tenant, w.id, e.sequence, coalesce(e.kind::event_kind, 'accepted'), e.quantity, e.stock, w.at, e.bid,
      e.restock, e.strategy, e.mode::strategy_mode, e.reason
    FROM unnest(e_of, e_sequence, e_kind, e_quantity, e_stock, e_bid, e_restock, e_strategy, e_mode, e_reason)
      e(n, sequence, kind, quantity, stock, bid, restock, strategy, mode, reason)
    JOIN unnest(tenants, ids, ats) WITH ORDINALITY w(tenant, id, at, n) USING (n)
    WHERE complete OR n = ANY (written);
  ELSIF complete THEN
    INSERT INTO event (tenant, collection, sequence, kind, quantity, stock, at, bid, restock, strategy, strategy_mode,
      reason)
    SELECT tenants[1], ids[1], e.sequence, coalesce(e.kind::event_kind, 'accepted'), e.quantity, e.stock, ats[1], e.bid,
      e.restock, e.strategy, e.mode::strategy_mode, e.reason
    FROM unnest(e_sequence, e_kind, e_quantity, e_stock, e_bid, e_restock, e_strategy, e_mode, e_reason)
      e(sequence, kind, quantity, stock, bid, restock, strategy, mode, reason);
  END IF;

  RETURN written || held;
END $$;

DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION append SET search_path = %I, pg_catalog, pg_temp', current_schema());
END $$;
