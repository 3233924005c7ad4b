-- What happened to an invocation, oldest first.
--
-- ARGV     id
-- returns  of each change: its status, time and runner, with a space between them

local id = arg()
local registered = redis.pcall('HGET', P .. 'o:' .. id, 'b')
if type(registered) ~= 'string' then
	return {}
end
local answer = call('LRANGE', P .. 'h:' .. id, 0, -1)
table.insert(answer, 1, 'REGISTERED ' .. registered .. ' ')
return answer
