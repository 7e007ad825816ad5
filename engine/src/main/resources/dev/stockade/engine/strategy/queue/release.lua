-- Gives a partition back, and wakes those who wait for it. An empty one leaves nothing behind.
-- KEYS: the requests, the lease
-- ARGV: the token of the worker, the channel that wakes workers
if redis.call('GET', KEYS[2]) == ARGV[1] then
  redis.call('DEL', KEYS[2])
  if redis.call('XLEN', KEYS[1]) == 0 then
    redis.call('DEL', KEYS[1])
  end
  redis.call('PUBLISH', ARGV[2], '')
end
return {}
