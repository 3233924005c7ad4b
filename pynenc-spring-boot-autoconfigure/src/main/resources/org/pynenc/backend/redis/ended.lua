-- The invocations that ended long enough ago, the one that ended first comes first. One that is gone is among them.
--
-- ARGV     how long ago, limit
-- returns  the ids

local before, limit = T - argnumber(), argnumber()
local answer = {}
for _, id in ipairs(call('LRANGE', P .. 'ended', 0, limit - 1)) do
	if tonumber(call('HGET', P .. 'o:' .. id, 'c') or 0) > before then
		break
	end
	answer[#answer + 1] = id
end
return answer
