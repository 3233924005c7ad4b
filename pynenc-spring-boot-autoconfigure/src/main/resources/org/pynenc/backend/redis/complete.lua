-- Ends an invocation with the outcome of its body.
--
-- ARGV     id, runner, token, SUCCESS or FAILED, the outcome (bytes; '' if it is saved already, or there is none), why
--          there is none ('' if there is one)
-- returns  the status, '' if the claim no longer counts or is paused
-- publishes the end to those who wait for it

local id, runner, token, status, outcome, reason = arg(), arg(), arg(), arg(), arg(), arg()
local o = find(id)
if is_repeated(o, runner, token, status) then
	return { status }
end
if not is_owned_by(o, runner, token) or o.s ~= 'RUNNING' then
	return { '' }
end
if outcome ~= '' and call('EXISTS', P .. 's:' .. id) == 1 then
	call('HSET', P .. 's:' .. id, 'r:' .. token, outcome)
end
move(o, { status }, runner, { em = status, er = false, ek = false, x = reason ~= '' and reason })
return { status }
