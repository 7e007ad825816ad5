-- What was answered to requests that came with a key of their own (Idempotency-Key), so that whoever asks again is told the same.
-- A row is written in the transaction that does what was asked: both are there, or neither. It is kept for a while; whoever comes
-- later takes away a few that are older. Nothing of a collection depends on these rows.
CREATE TABLE answer (
  tenant      text COLLATE "C" NOT NULL DEFAULT 'default',
  id          uuid NOT NULL,              -- made of the route and the key
  fingerprint uuid NOT NULL,              -- made of what was asked, to know another request under the same key
  answer      text NOT NULL DEFAULT '',   -- as its author wrote it
  kept_until  timestamptz NOT NULL,       -- by this database's clock
  PRIMARY KEY (id, tenant)
);
CREATE INDEX answer_by_age ON answer (kept_until);
