-- Forgets invocations that have ended, and that one that is gone had ended.
--
-- ARGV     the ids
-- returns  nothing

while position < #ARGV do
	local id = arg()
	local o = look_up(id)
	if o and FINAL[o.s] then
		drop(o, false)
	else
		call('LREM', P .. 'ended', 1, id)
	end
end
return {}
