-- Reads the calls of invocations that are kept and have not expired.
--
-- ARGV[2…] their ids
-- returns  of each: the call, '' if it is not there

local answer = {}
while position < #ARGV do
	local id = arg()
	local value = call('GET', P .. 'y:' .. id)
	local expires = value and call('ZSCORE', P .. 'expiring', id)
	if expires and tonumber(expires) <= T then
		value = false
	end
	answer[#answer + 1] = value or call('HGET', P .. 'o:' .. id, 'y') or ''
end
return answer
