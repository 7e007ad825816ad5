-- Takes the lease of a partition, where nobody has it.
-- KEYS: the requests, the lease
-- ARGV: the token of the worker, the lease in milliseconds, the group
-- Answers 1, or 0 where another worker has it.
if not redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then
  return {0}
end
-- Fails where the group is there already, which is as well.
redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[3], '0', 'MKSTREAM')
return {1}
