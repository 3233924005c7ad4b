-- Takes entries out, waiting or leased.
--
-- ARGV[2…] their ids
-- returns  nothing

while position < #ARGV do
	local id = arg()
	local entry = entry_of(id)
	if entry then
		take_out(id, entry.lane)
		tidy(entry.lane)
	end
end
return {}
