-- The feed of a tenant: the events of all its collections in one order, the same for everybody, each at a position 1, 2, 3 …
-- without a gap. It is written after the fact, by whoever reads it and only then: accepting neither reads nor writes these
-- tables. They repeat nothing of an event; a row says which sequences of a collection stand at which positions.

-- One row a tenant that was ever read. id names this feed, so that a position in another one is not taken for one in this.
-- turn is the collection that was put in line last: the next time begins behind it, so that none waits for ever.
CREATE TABLE feed (
  tenant text COLLATE "C" PRIMARY KEY,
  id     uuid NOT NULL DEFAULT gen_random_uuid(),
  length bigint NOT NULL DEFAULT 0 CHECK (length >= 0),
  turn   uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000'
) WITH (fillfactor = 50);

-- Events of a collection that stand together: the last `events` of those up to `sequence`, at the positions up to `position`.
CREATE TABLE feed_part (
  tenant     text COLLATE "C" NOT NULL,
  position   bigint NOT NULL,
  collection uuid NOT NULL,
  sequence   bigint NOT NULL,
  events     bigint NOT NULL CHECK (events >= 1 AND events <= sequence AND events <= position),
  PRIMARY KEY (tenant, position)
);

-- How far each collection stands in the feed. What its row says beyond that is new.
CREATE TABLE feed_end (
  tenant     text COLLATE "C" NOT NULL,
  collection uuid NOT NULL,
  sequence   bigint NOT NULL CHECK (sequence >= 1),
  PRIMARY KEY (tenant, collection)
) WITH (fillfactor = 50);
