-- KEYS: queue, registered, running, leases
-- ARGV: most calls to claim, runner, now, end of the lease, prefix of the hashes
-- Returns id, arguments and channel of each call.
local claimed = {}
for _, id in ipairs(redis.call('RPOP', KEYS[1], ARGV[1]) or {}) do
  local hash = ARGV[5] .. id
  redis.call('HSET', hash, 'status', 'RUNNING', 'runner', ARGV[2], 'started', ARGV[3])
  redis.call('SMOVE', KEYS[2], KEYS[3], id)
  redis.call('ZADD', KEYS[4], ARGV[4], id)
  local call = redis.call('HMGET', hash, 'args', 'reply')
  claimed[#claimed + 1] = id
  claimed[#claimed + 1] = call[1]
  claimed[#claimed + 1] = call[2]
end
return claimed
