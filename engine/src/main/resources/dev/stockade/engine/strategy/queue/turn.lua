-- A turn of the worker: tells what it has decided, acknowledges and removes that, renews the lease and reads on. A worker
-- whose lease is over removes and reads nothing, and tells only what is final.
-- KEYS: the requests, the lease, the tries
-- ARGV: the token of the worker, the lease in milliseconds, the group, the consumer, the id after which to read on ('>' for
--   what was never read), the most to read, how many messages there are, for each its channel, its text and 1 where it is
--   final, then the ids of what was decided
-- Answers 0 where the lease is over; else 1, then id and text of each request that was read.
local held = redis.call('GET', KEYS[2]) == ARGV[1]
local ids = 8 + 3 * tonumber(ARGV[7])
for i = 8, ids - 1, 3 do
  if held or ARGV[i + 2] == '1' then
    redis.call('PUBLISH', ARGV[i], ARGV[i + 1])
  end
end
if not held then
  return {0}
end
redis.call('PEXPIRE', KEYS[2], ARGV[2])
if #ARGV >= ids then
  redis.call('XACK', KEYS[1], ARGV[3], unpack(ARGV, ids))
  redis.call('XDEL', KEYS[1], unpack(ARGV, ids))
  if redis.call('EXISTS', KEYS[3]) == 1 then
    redis.call('HDEL', KEYS[3], unpack(ARGV, ids))
  end
end
local answer = {1}
if tonumber(ARGV[6]) > 0 then
  local read = redis.call('XREADGROUP', 'GROUP', ARGV[3], ARGV[4], 'COUNT', ARGV[6], 'STREAMS', KEYS[1], ARGV[5])
  for _, entry in ipairs(read and read[1][2] or {}) do
    table.insert(answer, entry[1])
    table.insert(answer, entry[2] and entry[2][2] or '')
  end
end
return answer
