-- KEYS: queue, created, registered, counts, then the hash of each call
-- ARGV: now, then for each call: id, task, arguments, channel of the caller or nothing
local depth = 0
for i = 5, #KEYS do
  local at = (i - 5) * 4 + 2
  local id = ARGV[at]
  redis.call('HSET', KEYS[i], 'task', ARGV[at + 1], 'args', ARGV[at + 2], 'status', 'REGISTERED',
    'created', ARGV[1], 'reply', ARGV[at + 3])
  depth = redis.call('LPUSH', KEYS[1], id)
  redis.call('ZADD', KEYS[2], ARGV[1], id)
  redis.call('SADD', KEYS[3], id)
  redis.call('HINCRBY', KEYS[4], 'registered', 1)
end
if depth == #KEYS - 4 then
  redis.call('PUBLISH', 'wake', '')
end
return depth
