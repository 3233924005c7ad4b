-- A page of what stands at a status, the newest id first.
--
-- ARGV     status, the last id of the page before ('' for the first page), limit
-- returns  the ids

local status, after, limit = arg(), arg(), argnumber()
if status ~= 'RUNNING' then
	return call('ZREVRANGEBYLEX', P .. 'st:' .. status, after == '' and '+' or '(' .. after, '-', 'LIMIT', '0', text(limit))
end

-- What the runners own and is not paused.
local ids = {}
local none_paused = call('EXISTS', P .. 'st:PAUSED') == 0
for _, runner in ipairs(call('ZRANGE', P .. 'runners', '0', '-1')) do
	-- Something else in its place owns nothing.
	for _, claim in ipairs(redis.pcall('ZRANGE', P .. 'ro:' .. runner, '0', '-1')) do
		local id = claim:sub(1, 36)
		if (after == '' or id < after) and (none_paused or not call('ZSCORE', P .. 'st:PAUSED', id)) then
			ids[#ids + 1] = id
		end
	end
end
table.sort(ids, function(one, other)
	return one > other
end)
for i = #ids, limit + 1, -1 do
	ids[i] = nil
end
return ids
