-- Reads the calls of invocations that are kept and have not expired.
--
-- ARGV[2…] their ids
-- returns  of each: the call, '' if it is not there

local answer = {}
while position < #ARGV do
	local id = arg()
	local value = redis.pcall('GET', P .. 'y:' .. id)
	-- Something else in its place is as good as nothing.
	value = type(value) == 'string' and value
	local expires = value and call('ZSCORE', P .. 'expiring', id)
	if expires and tonumber(expires) <= T then
		value = false
	end
	if not value then
		value = redis.pcall('HGET', P .. 'o:' .. id, 'y')
	end
	answer[#answer + 1] = type(value) == 'string' and value or ''
end
return answer
