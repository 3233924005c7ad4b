-- The runners with a valid lease.
--
-- returns  of each: runner, slots, number of what it owns, last heartbeat, end of the lease, number of its queues, the
--          queues, number of its tasks, the tasks

local answer = {}
for _, runner in ipairs(call('ZRANGEBYSCORE', P .. 'runners', '(' .. NOW, '+inf')) do
	local r = hash(P .. 'r:' .. runner)
	for _, value in ipairs({ runner, r.sl, tostring(call('ZCARD', P .. 'ro:' .. runner)), r.hb, r.l }) do
		answer[#answer + 1] = value
	end
	for _, kind in ipairs({ 'rq:', 'rt:' }) do
		local names = call('SMEMBERS', P .. kind .. runner)
		answer[#answer + 1] = tostring(#names)
		for _, name in ipairs(names) do
			answer[#answer + 1] = name
		end
	end
end
return answer
