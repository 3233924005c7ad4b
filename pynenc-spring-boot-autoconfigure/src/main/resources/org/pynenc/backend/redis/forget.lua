-- Forgets invocations that have ended, and that one that is gone had ended.
--
-- ARGV     the ids
-- returns  nothing

while position < #ARGV do
	local id = arg()
	local o = find(id)
	if not o then
		call('LREM', P .. 'ended', 1, id)
	elseif FINAL[o.s] then
		drop(o, false)
	end
end
return {}
