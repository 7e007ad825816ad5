-- Reads dead letters, the oldest first.
-- KEYS: the dead letters
-- ARGV: the most to read
-- Answers id, text and reason of each.
local answer = {}
for _, letter in ipairs(redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', ARGV[1])) do
  table.insert(answer, letter[1])
  table.insert(answer, letter[2][2])
  table.insert(answer, letter[2][4])
end
return answer
