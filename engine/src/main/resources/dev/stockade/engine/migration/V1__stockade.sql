-- Stockade's tables. They are made in the current schema: Stockade migrates them itself, or run this file as
--     CREATE SCHEMA stockade; SET search_path TO stockade; \i V1__stockade.sql
-- No superuser is needed. The tenant is part of every key. Ids are the caller's; time-ordered ones (UUID version 7) are fastest.
-- Where a key is looked up or inserted for each acceptance, its id comes first: ids differ, and a text takes long to compare.

CREATE TYPE collection_status AS ENUM ('open', 'closed');
CREATE TYPE strategy_mode AS ENUM ('pinned', 'auto');  -- who chooses a strategy: people, or the engine by the load
CREATE TYPE event_kind AS ENUM
  ('accepted', 'withdrawn', 'rejected', 'released', 'restocked', 'closed', 'strategy-changed');

-- One row a collection: what its events add up to. opened_supply, opened_strategy and opened_mode are what the first event
-- stands on. strategy_reason and strategy_since are those of the last change of the strategy; 'epoch' where there was none.
-- The rate limit is rate_tokens in rate_millis with a burst of rate_burst, NULL where there is none. It decides nothing, so its
-- changes are no events; rate_version counts them.
CREATE TABLE collection (
  tenant          text COLLATE "C" NOT NULL DEFAULT 'default',
  id              uuid NOT NULL,
  name            text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  supply          int NOT NULL CHECK (supply BETWEEN 0 AND 1000000000),
  stock           int NOT NULL CHECK (stock >= 0),
  held            int NOT NULL DEFAULT 0 CHECK (held >= 0),
  accepted        int NOT NULL DEFAULT 0 CHECK (accepted >= 0),
  version         bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
  status          collection_status NOT NULL DEFAULT 'open',
  strategy        text NOT NULL,
  strategy_mode   strategy_mode NOT NULL DEFAULT 'pinned',
  strategy_reason text NOT NULL DEFAULT 'opened so',
  strategy_since  timestamptz NOT NULL DEFAULT 'epoch',
  opened_supply   int NOT NULL,
  opened_strategy text NOT NULL,
  opened_mode     strategy_mode NOT NULL DEFAULT 'pinned',
  opened_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  rate_tokens     int CHECK (rate_tokens BETWEEN 1 AND 1000000),
  rate_millis     int CHECK (rate_millis BETWEEN 1 AND 86400000),
  rate_burst      int CHECK (rate_burst BETWEEN 1 AND 1000000),
  rate_version    bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, id),
  CONSTRAINT collection_rate_is_whole CHECK (num_nulls(rate_tokens, rate_millis, rate_burst) IN (0, 3)),
  CONSTRAINT collection_adds_up CHECK (supply = stock + held + accepted)
) WITH (fillfactor = 50);  -- room for heap-only updates of the row that everybody updates

-- One row a bid, as it was placed. What became of it stands in the events.
CREATE TABLE bid (
  tenant     text COLLATE "C" NOT NULL DEFAULT 'default',
  id         uuid NOT NULL,
  collection uuid NOT NULL,
  bidder     text NOT NULL CHECK (char_length(bidder) BETWEEN 1 AND 200),
  quantity   int NOT NULL CHECK (quantity BETWEEN 1 AND 1000000000),
  price      bigint NOT NULL CHECK (price >= 0),  -- in minor units of the currency
  currency   text NOT NULL CHECK (currency ~ '^[A-Z][A-Z0-9]{2,11}$'),
  placed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (id, tenant),
  FOREIGN KEY (tenant, collection) REFERENCES collection (tenant, id)
);

-- The log. sequence counts from 1 in each collection, without a gap, and equals the version of the row after the event.
CREATE TABLE event (
  tenant     text COLLATE "C" NOT NULL DEFAULT 'default',
  collection uuid NOT NULL,
  sequence   bigint NOT NULL,
  kind       event_kind NOT NULL,
  quantity   int NOT NULL,              -- units accepted, released or restocked; else 0
  stock      int NOT NULL CHECK (stock >= 0),  -- units left after the event
  at         timestamptz NOT NULL,      -- this database's clock, read under the guard of the decision
  bid        uuid,
  restock    uuid,
  strategy   text,
  strategy_mode strategy_mode,
  reason     text,
  PRIMARY KEY (collection, sequence, tenant),
  CONSTRAINT event_names_its_subject CHECK (CASE kind
    WHEN 'restocked' THEN restock IS NOT NULL
    WHEN 'closed' THEN true
    WHEN 'strategy-changed' THEN strategy IS NOT NULL AND strategy_mode IS NOT NULL AND reason IS NOT NULL
    ELSE bid IS NOT NULL END)
);

-- The last line of defence. Stockade never runs into these; whatever does is a bug that has sold nothing twice.
CREATE UNIQUE INDEX event_settles ON event (bid, tenant) WHERE kind IN ('accepted', 'withdrawn', 'rejected');
CREATE UNIQUE INDEX event_releases ON event (bid, tenant) WHERE kind = 'released';
CREATE UNIQUE INDEX event_restocks ON event (restock, tenant) WHERE kind = 'restocked';

-- A shortcut through a long log for the event-sourced strategy: what the events up to a sequence add up to. Never the truth.
CREATE TABLE snapshot (
  tenant     text COLLATE "C" NOT NULL DEFAULT 'default',
  collection uuid NOT NULL,
  sequence   bigint NOT NULL,
  supply     int NOT NULL,
  stock      int NOT NULL CHECK (stock >= 0),
  held       int NOT NULL CHECK (held >= 0),
  status     collection_status NOT NULL,
  strategy   text NOT NULL,
  strategy_mode   strategy_mode NOT NULL,
  strategy_reason text NOT NULL,
  strategy_since  timestamptz NOT NULL,
  PRIMARY KEY (tenant, collection)
);

-- The name of this database in a Redis that several databases share. One row.
CREATE TABLE queue_identity (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  id       uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO queue_identity DEFAULT VALUES;

-- Who may decide for a partition of a queue: the worker that made its epoch the number that stands here. It is read, and
-- locked against the next one, in each transaction that decides.
CREATE TABLE queue_epoch (
  queue     text COLLATE "C" NOT NULL,
  partition int NOT NULL CHECK (partition >= 0),
  epoch     bigint NOT NULL CHECK (epoch >= 1),
  PRIMARY KEY (queue, partition)
) WITH (fillfactor = 50);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a row of % is never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER bid_is_immutable BEFORE UPDATE OR DELETE ON bid
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_is_immutable BEFORE UPDATE OR DELETE ON event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The one append. Moves each collection from the version that was read to that of its last event, and inserts its events.
-- A collection that another writer moved meanwhile is stale: nothing of it is written, and its neighbours are. The rows
-- are locked in the order of their keys and before any event is inserted; any other order deadlocks.
--
-- tenants … reasons describe the collections, one element each: changes are differences, so that the constraints
-- above still hold the line where a guard failed; statuses, strategies, modes and reasons are NULL where they stay. The e_
-- arrays describe the events, one element each; e_of is the position of the event's collection, from 1.
-- patient says whether to wait for rows that other transactions hold; else these are left alone like the stale ones.
-- Returns the positions of the collections that were written and, negative, of those that are left alone because their
-- rows are held; the others are stale.
CREATE FUNCTION append(
  tenants text[], ids uuid[], expected bigint[], ats timestamptz[], events int[],
  d_supply int[], d_stock int[], d_accepted int[], statuses text[],
  strategies text[], modes text[], reasons text[],
  e_of int[], e_sequence bigint[], e_kind text[], e_quantity int[], e_stock int[],
  e_bid uuid[], e_restock uuid[], e_strategy text[], e_mode text[], e_reason text[],
  patient boolean)
RETURNS int[] LANGUAGE plpgsql VOLATILE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = on AS $$
DECLARE written int[]; held int[] := '{}';
BEGIN
  IF current_setting('synchronous_commit') IN ('off', 'local', 'remote_write') THEN
    PERFORM set_config('synchronous_commit', 'on', true);
  END IF;

  IF patient THEN
    SELECT coalesce(array_agg(n), '{}') INTO written FROM (
      SELECT w.n FROM unnest(tenants, ids, expected) WITH ORDINALITY w(tenant, id, version, n)
      JOIN collection c ON c.tenant = w.tenant AND c.id = w.id AND c.version = w.version
      ORDER BY c.tenant, c.id FOR NO KEY UPDATE OF c) locked;
  ELSE
    SELECT coalesce(array_agg(n), '{}') INTO written FROM (
      SELECT w.n FROM unnest(tenants, ids, expected) WITH ORDINALITY w(tenant, id, version, n)
      JOIN collection c ON c.tenant = w.tenant AND c.id = w.id AND c.version = w.version
      ORDER BY c.tenant, c.id FOR NO KEY UPDATE OF c SKIP LOCKED) locked;
    IF cardinality(written) < cardinality(ids) THEN
      SELECT coalesce(array_agg(-w.n::int), '{}') INTO held
      FROM unnest(tenants, ids, expected) WITH ORDINALITY w(tenant, id, version, n)
      JOIN collection c ON c.tenant = w.tenant AND c.id = w.id AND c.version = w.version
      WHERE w.n <> ALL (written);
    END IF;
  END IF;

  UPDATE collection c SET
    supply = c.supply + w.supply, stock = c.stock + w.stock, accepted = c.accepted + w.accepted,
    version = c.version + w.events, status = coalesce(w.status::collection_status, c.status),
    strategy = coalesce(w.strategy, c.strategy),
    strategy_mode = coalesce(w.mode::strategy_mode, c.strategy_mode),
    strategy_reason = coalesce(w.reason, c.strategy_reason),
    strategy_since = CASE WHEN w.mode IS NULL THEN c.strategy_since ELSE w.at END
  FROM unnest(tenants, ids, ats, events, d_supply, d_stock, d_accepted, statuses, strategies, modes, reasons)
    WITH ORDINALITY w(tenant, id, at, events, supply, stock, accepted, status, strategy, mode, reason, n)
  JOIN unnest(written) ok(n) USING (n)
  WHERE c.tenant = w.tenant AND c.id = w.id;

  INSERT INTO event (tenant, collection, sequence, kind, quantity, stock, at, bid, restock, strategy, strategy_mode,
    reason)
  SELECT w.tenant, w.id, e.sequence, e.kind::event_kind, e.quantity, e.stock, w.at, e.bid, e.restock, e.strategy,
    e.mode::strategy_mode, e.reason
  FROM unnest(e_of, e_sequence, e_kind, e_quantity, e_stock, e_bid, e_restock, e_strategy, e_mode, e_reason)
    e(n, sequence, kind, quantity, stock, bid, restock, strategy, mode, reason)
  JOIN unnest(tenants, ids, ats) WITH ORDINALITY w(tenant, id, at, n) USING (n)
  JOIN unnest(written) ok(n) USING (n);

  RETURN written || held;
END $$;

-- Names inside the append mean this schema's tables, whatever the caller's search path or temporary tables are called.
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION append SET search_path = %I, pg_catalog, pg_temp', current_schema());
END $$;
