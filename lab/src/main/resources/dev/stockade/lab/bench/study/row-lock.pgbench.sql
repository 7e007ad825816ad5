-- What baseline-row-lock does, for pgbench (Pgbench.java): five round trips, the transaction begun with the first of them, as
-- the JDBC driver does. n counts the transactions of a client, chunk is how many bids each client has; the number of a bid
-- stands at the end of its id.
\set n :n + 1
\set number :client_id * :chunk + :n - 1
\startpipeline
BEGIN;
SELECT b.quantity FROM stockade.bid b
WHERE b.tenant = 'default' AND b.id = ('01900000-0000-7000-8000-' || lpad(to_hex(:number::bigint), 12, '0'))::uuid
  AND b.collection = :collection::uuid
  AND NOT EXISTS (SELECT 1 FROM stockade.event e
    WHERE e.tenant = b.tenant AND e.bid = b.id AND e.kind IN ('accepted', 'withdrawn', 'rejected'));
\endpipeline
SELECT stock, version FROM stockade.collection
WHERE tenant = 'default' AND id = :collection::uuid AND status = 'open' FOR UPDATE \gset
UPDATE stockade.collection SET stock = stock - 1, accepted = accepted + 1, version = version + 1
WHERE tenant = 'default' AND id = :collection::uuid;
INSERT INTO stockade.event (tenant, collection, sequence, kind, quantity, stock, at, bid)
VALUES ('default', :collection::uuid, :version::bigint + 1, 'accepted', 1, :stock::int - 1, clock_timestamp(),
  ('01900000-0000-7000-8000-' || lpad(to_hex(:number::bigint), 12, '0'))::uuid);
COMMIT;
