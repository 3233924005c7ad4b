-- Puts entries into their lanes. What waits already stays as it is, unless the new entry is of a later round; what is
-- leased comes back at once, as it is given.
--
-- ARGV[2…] of each entry: id, queue, task, priority, due, depth, sequence, round
-- returns  nothing

unhinder()
while position < #ARGV do
	local id = arg()
	local entry = { q = arg(), t = arg(), p = arg(), u = arg(), d = arg(), n = arg(), r = arg() }
	local there, standing = entry_of(id)
	local stays = standing == 'waiting' and tonumber(there.r or 0) >= tonumber(entry.r)
	if not stays then
		if there then
			take_out(id, there.lane)
			tidy(there.lane)
		end
		call('SET', P .. 'entries', '')
		call('HSET', P .. 'e:' .. id, 'q', entry.q, 't', entry.t, 'p', entry.p, 'u', entry.u, 'd', entry.d, 'n', entry.n,
			'r', entry.r)
		put(id, entry, entry.u)
	end
end
return {}
