-- Notes that a body goes on after a wait.
--
-- ARGV     id, runner, token
-- returns  1, or 0 if the claim no longer counts

local id, runner, token = arg(), arg(), arg()
local o = look_up(id)
if not is_owned_by(o, runner, token) then
	return { '0' }
end
if o.s == 'PAUSED' then
	move(o, 'UR', 'RUNNING', runner, {}, {})
end
return { '1' }
