-- Counts a try of a request that could not be decided; after the last one it becomes a dead letter, and who asked is told.
-- KEYS: the requests, the lease, the tries, the dead letters
-- ARGV: the token of the worker, the group, the id, its text, the reason, the most tries, the most dead letters, then the
--   channel, empty where nobody can be told, and the message
-- Answers 0 where the lease is over, 1 where it is to be tried again, 2 where it is a dead letter.
if redis.call('GET', KEYS[2]) ~= ARGV[1] then
  return {0}
end
if redis.call('HINCRBY', KEYS[3], ARGV[3], 1) < tonumber(ARGV[6]) then
  return {1}
end
redis.call('XADD', KEYS[4], 'MAXLEN', ARGV[7], '*', 'request', ARGV[4], 'reason', ARGV[5])
redis.call('XACK', KEYS[1], ARGV[2], ARGV[3])
redis.call('XDEL', KEYS[1], ARGV[3])
redis.call('HDEL', KEYS[3], ARGV[3])
if ARGV[8] ~= '' then
  redis.call('PUBLISH', ARGV[8], ARGV[9])
end
return {2}
