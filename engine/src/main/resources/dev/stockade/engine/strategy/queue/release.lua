-- Gives the lease of a partition back, and wakes those who wait for it.
-- KEYS: the lease
-- ARGV: the token of the worker, the channel that wakes workers
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
  redis.call('PUBLISH', ARGV[2], '')
end
return {}
