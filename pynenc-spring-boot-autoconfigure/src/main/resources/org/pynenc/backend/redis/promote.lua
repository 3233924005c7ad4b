-- Moves entries that wait before all that are not promoted.
--
-- ARGV[2…] their ids
-- returns  nothing

while position < #ARGV do
	local id = arg()
	local entry, standing = entry_of(id)
	if standing == 'waiting' then
		unhinder()
		settle(entry.lane)
		promote(id, entry.lane, tonumber(entry.d or 0))
	end
end
return {}
