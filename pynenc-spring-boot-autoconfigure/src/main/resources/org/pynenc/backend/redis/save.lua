-- Saves invocations that are about to be registered. What expired long ago goes first, a bounded number of them.
--
-- ARGV[2]  how long they stay unless they are kept, in microseconds
-- ARGV[3…] of each invocation: id, text
-- returns  nothing

local expiry = text(T + argnumber())

local function delete(id)
	call('UNLINK', P .. 'y:' .. id, P .. 'z:' .. id)
end

for _, id in ipairs(call('ZRANGEBYSCORE', P .. 'expiring', '-inf', T, 'LIMIT', 0, 100)) do
	delete(id)
	call('ZREM', P .. 'expiring', id)
end

while position < #ARGV do
	local id, invocation = arg(), arg()
	local expires = call('ZSCORE', P .. 'expiring', id)
	if expires and tonumber(expires) <= T then
		delete(id)
	end
	if call('SETNX', P .. 'y:' .. id, invocation) == 1 or expires then
		call('ZADD', P .. 'expiring', expiry, id)
	end
end
return {}
