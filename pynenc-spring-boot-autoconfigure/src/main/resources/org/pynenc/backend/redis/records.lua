-- Where invocations stand.
--
-- ARGV     the ids
-- returns  of each that is there: id, task, status, runner ('' unless it is owned), token ('' if none), retries,
--          recoveries, reason ('' if none), time of the status

local answer, seen = {}, {}
while position < #ARGV do
	local id = arg()
	local o = not seen[id] and look_up(id)
	seen[id] = true
	if o then
		local values = { id, o.t, o.s, OWNED[o.s] and o.ru or '', token_on_record(o), o.f or '0', o.v or '0',
			FINAL[o.s] and o.x or '', o.c or o.b }
		for _, value in ipairs(values) do
			answer[#answer + 1] = value
		end
	end
end
return answer
