-- Puts dead letters at the end of the line again.
-- KEYS: the requests, the dead letters
-- ARGV: the most that the partition holds, the channel that wakes its worker, then the ids of the dead letters
-- Answers how many were put in line; there is room for no more, or the others are no dead letters any more.
local room = tonumber(ARGV[1]) - redis.call('XLEN', KEYS[1])
local some = 0
for i = 3, #ARGV do
  local letter = redis.call('XRANGE', KEYS[2], ARGV[i], ARGV[i])[1]
  if letter and some < room then
    -- Its fields are request, its text, reason, its reason.
    redis.call('XADD', KEYS[1], '*', 'request', letter[2][2])
    redis.call('XDEL', KEYS[2], ARGV[i])
    some = some + 1
  end
end
redis.call('PUBLISH', ARGV[2], '')
return {some}
