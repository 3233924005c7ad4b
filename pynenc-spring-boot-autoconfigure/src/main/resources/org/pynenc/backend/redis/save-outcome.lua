-- Saves how the body of a claim ended, if the invocation is there.
--
-- ARGV[2]  id
-- ARGV[3]  token
-- ARGV[4]  the outcome
-- returns  nothing

local id, token, result = arg(), arg(), arg()
if call('EXISTS', P .. 'y:' .. id) == 1 or call('HEXISTS', P .. 'o:' .. id, 'y') == 1 then
	unhinder()
	call('HSET', P .. 'z:' .. id, token, result)
end
return {}
