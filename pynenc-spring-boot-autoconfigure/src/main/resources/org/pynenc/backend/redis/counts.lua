-- How many invocations stand at each status.
--
-- ARGV     the statuses
-- returns  the number of each

-- What the runners own and is not paused.
local function running()
	local owned = 0
	for _, runner in ipairs(call('ZRANGE', P .. 'runners', '0', '-1')) do
		owned = owned + call('ZCARD', P .. 'ro:' .. runner)
	end
	return owned - call('ZCARD', P .. 'st:PAUSED')
end

local answer = {}
for i = 2, #ARGV do
	local number = ARGV[i] == 'RUNNING' and running() or call('ZCARD', P .. 'st:' .. ARGV[i])
	answer[#answer + 1] = text(number)
end
return answer
