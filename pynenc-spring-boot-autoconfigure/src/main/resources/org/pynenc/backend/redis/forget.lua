-- Forgets invocations that have ended.
--
-- ARGV     the ids
-- returns  nothing

while position < #ARGV do
	local o = find(arg())
	if o and FINAL[o.s] then
		drop(o, false)
	end
end
return {}
