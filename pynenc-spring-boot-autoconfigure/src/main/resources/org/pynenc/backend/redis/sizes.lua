-- Counts what waits in each lane, due or not; leased entries do not count.
--
-- returns  of each lane where something waits: queue, task, number

local answer = {}
for _, lane in ipairs(call('ZRANGE', P .. 'lanes', '0', '-1')) do
	local size = call('ZCARD', P .. 'q:' .. lane) + call('ZCARD', P .. 'qw:' .. lane)
		+ call('ZCOUNT', P .. 'ql:' .. lane, '-inf', T)
	if size > 0 then
		answer[#answer + 1], answer[#answer + 2] = queue_and_task(lane)
		answer[#answer + 1] = text(size)
	end
end
return answer
