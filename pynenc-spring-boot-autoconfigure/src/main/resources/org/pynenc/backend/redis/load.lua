-- Reads fields of what is kept of invocations and has not expired.
--
-- ARGV[2…] of each: id, field
-- returns  of each: the field, '' if it is not there

local answer = {}
while position < #ARGV do
	local id, field = arg(), arg()
	local value = redis.pcall('HGET', P .. 's:' .. id, field)
	-- Something else in its place is as good as nothing.
	value = type(value) == 'string' and value
	local expires = value and call('ZSCORE', P .. 'expiring', id)
	local is_there = value and not (expires and tonumber(expires) <= T)
	answer[#answer + 1] = is_there and value or ''
end
return answer
