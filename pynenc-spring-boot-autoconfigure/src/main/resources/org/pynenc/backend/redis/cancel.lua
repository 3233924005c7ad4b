-- Ends an invocation that nobody owns.
--
-- ARGV     id, 1 to take it out of its queue in the same step
-- returns  1 if it is cancelled now, else 0
-- publishes the end to those who wait for it

local id, dequeue = arg(), arg()
local o = look_up(id)
if not o then
	return { '0' }
end
if not OWNED[o.s] and not FINAL[o.s] then
	unhinder()
	finish(o, 'C', 'CANCELLED', nil, {}, {})
	if dequeue == '1' then
		take_out(id, lane_of(o.q, o.t))
	end
end
return { o.s == 'CANCELLED' and '1' or '0' }
