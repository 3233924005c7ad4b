-- Deletes all that belongs to invocations that ended long enough ago, in queues and state too.
--
-- ARGV     how long ago, limit
-- returns  how many were deleted

local before, limit = T - argnumber(), argnumber()
local number = 0
for _, id in ipairs(call('LRANGE', P .. 'ended', 0, limit - 1)) do
	local o = look_up(id)
	local is_final = o and FINAL[o.s]
	if is_final and tonumber(o.c) > before then
		break
	end
	if is_final then
		drop(o, true)
	else
		call('LREM', P .. 'ended', 1, id)
	end
	number = number + 1
end
return { tostring(number) }
