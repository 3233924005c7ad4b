-- How many invocations stand at each status.
--
-- ARGV     the statuses
-- returns  the number of each

-- Something else in the place of a key counts nothing.
local function size(key)
	local number = redis.pcall('ZCARD', key)
	return type(number) == 'number' and number or 0
end

-- What the runners own and is not paused.
local function running()
	local owned = 0
	for _, runner in ipairs(redis.pcall('ZRANGE', P .. 'runners', '0', '-1')) do
		owned = owned + size(P .. 'ro:' .. runner)
	end
	return math.max(owned - size(P .. 'st:PAUSED'), 0)
end

local answer = {}
for i = 2, #ARGV do
	local number = ARGV[i] == 'RUNNING' and running() or size(P .. 'st:' .. ARGV[i])
	answer[#answer + 1] = text(number)
end
return answer
