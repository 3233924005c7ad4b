-- KEYS: hash of the call, running, succeeded, leases, counts
-- ARGV: id, result, now, milliseconds to keep it, channel of the caller or nothing
redis.call('HSET', KEYS[1], 'status', 'SUCCESS', 'result', ARGV[2], 'ended', ARGV[3])
redis.call('SMOVE', KEYS[2], KEYS[3], ARGV[1])
redis.call('ZREM', KEYS[4], ARGV[1])
redis.call('HINCRBY', KEYS[5], 'succeeded', 1)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
if ARGV[5] ~= '' then
  redis.call('PUBLISH', ARGV[5], ARGV[1] .. ' ' .. ARGV[2])
end
return 1
