-- Says that the broker has entries: takes off the mark of the very round of each.
--
-- ARGV     of each entry: id, round
-- returns  nothing

while position < #ARGV do
	local id, round = arg(), arg()
	if (call('HGET', P .. 'o:' .. id, 'r') or '0') == round then
		call('ZREM', P .. 'unqueued', id)
	end
end
return {}
