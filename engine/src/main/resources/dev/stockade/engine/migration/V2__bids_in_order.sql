-- Lists the bids of a collection by price, the highest first and the earlier first among equals, and by time: a page is read
-- from where the last one ended, however many bids there are. -price, so that all columns ascend and one comparison of rows
-- finds the place. Placing a bid writes both; accepting one writes neither.
-- Where the table is large already, make them beforehand by the same names with CREATE INDEX CONCURRENTLY; else placing waits
-- while they are made.
CREATE INDEX IF NOT EXISTS bid_by_price ON bid (tenant, collection, currency, (-price), placed_at, id);
CREATE INDEX IF NOT EXISTS bid_by_time ON bid (tenant, collection, placed_at, id);
