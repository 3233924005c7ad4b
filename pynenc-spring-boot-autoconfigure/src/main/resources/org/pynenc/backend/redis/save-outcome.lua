-- Saves how the body of a claim ended, if the invocation is there.
--
-- ARGV[2]  id
-- ARGV[3]  token
-- ARGV[4]  the outcome
-- returns  nothing

local id, token, outcome = arg(), arg(), arg()
if call('HEXISTS', P .. 's:' .. id, 'call') == 1 then
	call('HSET', P .. 's:' .. id, 'r:' .. token, outcome)
end
return {}
