-- Gives an unfinished invocation back, or ends it if its body may start only once.
--
-- ARGV     id, runner, token, 1 to enqueue it in the same step
-- returns  the status, then the entry if it is available; '' if the claim no longer counts
-- publishes the end to those who wait for it, or a wake-up if it is enqueued

local id, runner, token, enqueued = arg(), arg(), arg(), arg() == '1'
local o = look_up(id)
local function status()
	return o.m == '0' and 'FAILED' or 'REROUTED'
end
if is_repeated(o, runner, token, 'KILLED') then
	return ended_as(o, status())
end
if not is_owned_by(o, runner, token) then
	return { '' }
end
local set = { 'em', 'KILLED' }
if status() == 'FAILED' then
	set[3], set[4] = 'x', 'Runner ' .. runner .. ' gave it back unfinished, and its body may start only once (maxRecoveries is 0)'
	finish(o, 'KF', 'FAILED', runner, set, ENDER)
else
	move_to_available(o, 'KE', 'REROUTED', runner, 0, set, ENDER, enqueued)
end
return ended_as(o, status())
