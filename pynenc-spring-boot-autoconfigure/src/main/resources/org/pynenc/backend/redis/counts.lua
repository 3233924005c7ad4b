-- How many invocations stand at each status.
--
-- ARGV     the statuses
-- returns  the number of each

local answer = {}
while position < #ARGV do
	answer[#answer + 1] = tostring(call('ZCARD', P .. 'st:' .. arg()))
end
return answer
