-- Lets requests into a partition, as many as there is room for; read and unread ones take room alike.
-- KEYS: the requests
-- ARGV: the most that the partition holds, the channel that wakes its worker, then the requests
-- Answers how many were let in.
local before = redis.call('XLEN', KEYS[1])
local some = math.max(0, math.min(#ARGV - 2, tonumber(ARGV[1]) - before))
for i = 3, 2 + some do
  redis.call('XADD', KEYS[1], '*', 'request', ARGV[i])
end
-- Whatever it holds besides: what waits for a row that somebody else holds keeps the worker from nothing.
if some > 0 then
  redis.call('PUBLISH', ARGV[2], '')
end
return {some}
