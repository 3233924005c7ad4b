-- Makes an invocation available for its next attempt.
--
-- ARGV     id, runner, token, delay in microseconds, 1 to enqueue it in the same step
-- returns  the status and the entry, '' if the claim no longer counts or is paused
-- publishes a wake-up, if it is enqueued and due

local id, runner, token, delay, enqueued = arg(), arg(), arg(), argnumber(), arg() == '1'
local o = look_up(id)
if is_repeated(o, runner, token, 'RETRY') then
	return ended_as(o, 'RETRY')
end
if not is_owned_by(o, runner, token) or o.s ~= 'RUNNING' then
	return { '' }
end
move_to_available(o, 'T', 'RETRY', runner, delay, { 'em', 'RETRY', 'f', text((o.f or 0) + 1) }, ENDER, enqueued)
return ended_as(o, 'RETRY')
