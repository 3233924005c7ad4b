-- Ends a runner's lease.
--
-- ARGV     runner
-- returns  nothing

local runner = arg()
if call('EXISTS', P .. 'r:' .. runner) == 1 then
	unhinder()
	call('HSET', P .. 'r:' .. runner, 'l', NOW)
	call('ZADD', P .. 'runners', NOW, runner)
	call('ZREM', P .. 'idle', runner)
end
return {}
