-- Leases the first entries that a request can take.
--
-- ARGV[2]  how long the lease is, in microseconds
-- ARGV[3]  how many entries at most
-- ARGV[4…] the number of queues (none for all) and the queues, then the number of tasks and the tasks
-- returns  1 if more are there and due, else 0; how long until the next one is due, '' if there is none;
--          of each entry: id, queue, task, priority, due, depth, sequence, round

local lease, max = argnumber(), argnumber()
local lanes = open_lanes(argset(), (argset()))
settle_all(lanes)

local taken, heads = {}, {}
while #taken < max do
	local lane = first_lane(lanes, heads)
	if not lane then
		break
	end
	local head = call('ZPOPMIN', P .. 'q:' .. lane)
	heads[lane] = nil
	local entry = described(head[1])
	if entry then
		taken[#taken + 1] = { entry = entry, lane = lane, score = head[2] }
	else
		tidy(lane)
	end
end

local more = first_lane(lanes, heads) ~= nil
local answer = { more and '1' or '0', more and '0' or next_due(lanes) }
-- Leased only now: what this poll took is nothing that its caller waits for.
for _, one in ipairs(taken) do
	call('ZADD', P .. 'ql:' .. one.lane, text(T + lease), one.entry.id)
	call('HSET', P .. 'qx:' .. one.lane, one.entry.id, text(tonumber(one.score)))
	append_entry(answer, one.entry)
end
return answer
