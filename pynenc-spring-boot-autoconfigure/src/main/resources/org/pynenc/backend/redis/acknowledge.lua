-- Takes out entries that are leased, each of its round only.
--
-- ARGV[2…] of each entry: id, round
-- returns  nothing

while position < #ARGV do
	local id, round = arg(), argnumber()
	local entry, standing = entry_of(id)
	if standing == 'leased' and tonumber(entry.r or 0) == round then
		take_out(id, entry.lane)
		tidy(entry.lane)
	end
end
return {}
