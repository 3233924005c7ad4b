-- Deletes all that belongs to invocations that ended long enough ago, in queues and state too.
--
-- ARGV     how long ago, limit
-- returns  how many were deleted

local retention, limit = argnumber(), arg()
local ids = call('ZRANGEBYSCORE', P .. 'ended', '-inf', text(T - retention), 'LIMIT', 0, limit)
for _, id in ipairs(ids) do
	local o = find(id)
	if o then
		drop(o, true)
	else
		call('ZREM', P .. 'ended', id)
	end
end
return { tostring(#ids) }
