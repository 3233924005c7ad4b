-- What happened to an invocation, oldest first.
--
-- ARGV     id
-- returns  the time of the registration, then the parts of the text that prelude.lua writes; nothing if it is not there

local id = arg()
local fields = redis.pcall('HMGET', P .. 'o:' .. id, 'b', 'h')
if not fields[1] then
	return {}
end
local answer = call('LRANGE', P .. 'h:' .. id, 0, -1)
table.insert(answer, 1, fields[1])
answer[#answer + 1] = fields[2] or ''
return answer
