-- Gives available invocations to a runner.
--
-- ARGV     runner, number of the request, slots, 1 to keep the queues and to give the calls too, 0 to leave that to others
--          number of its tasks, the tasks
--          'ids', number of ids, the ids: decides about these
--          or 'next', number of its queues (0 for all), the queues: takes what comes first in them, in the same step
-- returns  'DEAD' if the runner has no valid lease; else 'OK', how long until more is due ('' if not known), then of
--          each invocation: id, CLAIMED, NOT_DUE, UNKNOWN_TASK or STALE, and of a claimed one token, retries,
--          recoveries, how long it was available, the call ('' if it is lost, or to be loaded by others)
-- publishes a wake-up for what is left, if it took what comes first

local runner, number, slots, whole = arg(), argnumber(), argnumber(), arg() == '1'
local r = P .. 'r:' .. runner
if not is_alive(runner) then
	return { 'DEAD' }
end

local answer = { 'OK', '' }
local granted = 0
local grants = {}

local function refuse(id, verdict)
	answer[#answer + 1] = id
	answer[#answer + 1] = verdict
end

local function grant(id, tk, retries, recoveries, available)
	granted = granted + 1
	-- Something else in its place is as good as nothing.
	local payload = whole and redis.pcall('HGET', P .. 's:' .. id, 'call')
	payload = type(payload) == 'string' and payload or ''
	for _, value in ipairs({ id, 'CLAIMED', runner .. '/' .. tk, retries, recoveries, available, payload }) do
		answer[#answer + 1] = value
	end
end

-- A request that was granted something is answered as it was then.
local function repeat_answer()
	for id, tk, retries, recoveries, available in
			call('HGET', r, 'gg'):gmatch('(%S+) (%S+) (%S+) (%S+) (%S+)\n') do
		local o = find(id)
		if is_owned_by(o, runner, runner .. '/' .. tk) then
			grant(id, tk, retries, recoveries, available)
		else
			refuse(id, 'STALE')
		end
	end
end

local function claim(o, tk)
	local retries, recoveries, available = o.f or '0', o.v or '0', text(waited(o))
	local fields = { ru = runner, tk = tk }
	if o.em and not o.er then
		fields.er, fields.ek = o.ru, o.tk
	end
	move(o, { 'PENDING', 'RUNNING' }, runner, fields)
	call('ZADD', P .. 'ro:' .. runner, number, o.id .. token_of(o))
	grants[#grants + 1] = table.concat({ o.id, tk, retries, recoveries, available }, ' ') .. '\n'
	grant(o.id, tk, retries, recoveries, available)
end

-- Takes an id off where invocations stand of which nothing else is left.
local function forget(id)
	for status in pairs(AVAILABLE) do
		call('ZREM', P .. 'st:' .. status, id)
	end
	call('ZREM', P .. 'unqueued', id)
	refuse(id, 'STALE')
end

local function decide(id, tasks, index)
	local o = find(id)
	if not o then
		forget(id)
	elseif not AVAILABLE[o.s] then
		refuse(id, 'STALE')
	elseif not tasks[o.t] then
		refuse(id, 'UNKNOWN_TASK')
	elseif granted >= slots or waited(o) < 0 then
		refuse(id, 'NOT_DUE')
	else
		claim(o, text(number) .. '/' .. index)
		return o
	end
end

-- One whose other keys hold something else must not keep the rest from being claimed: it comes again with a recovery.
local function decide_safely(id, tasks, index)
	local done, o = pcall(decide, id, tasks, index)
	if done then
		return o
	end
	call('ZADD', P .. 'unqueued', text(T), id)
	refuse(id, 'STALE')
end

-- Takes what comes first of all open lanes, until the slots are full. What is in a lane and not available is left over.
local function take(lanes, tasks)
	local heads, index = {}, 0
	local lane = first_lane(lanes, heads)
	while lane and granted < slots do
		local id = call('ZPOPMIN', P .. 'q:' .. lane)[1]
		call('DEL', P .. 'e:' .. id)
		heads[lane] = nil
		decide_safely(id, tasks, index)
		index = index + 1
		lane = first_lane(lanes, heads)
	end
	return lane
end

local last = tonumber(call('HGET', r, 'gn') or 0)
local tasks = argset()
local mode = arg()
local lanes = mode == 'next' and open_lanes(argset(), tasks)
if number == last then
	repeat_answer()
	if lanes then
		answer[2] = first_lane(lanes, {}) and '0' or next_due(lanes)
	end
else
	-- Tokens are made of the number, so an outdated request must not make any.
	if number < last then
		slots = 0
	end
	if mode == 'ids' then
		for index = 0, argnumber() - 1 do
			local id = arg()
			local o = decide_safely(id, tasks, index)
			if whole and o then
				take_out(id, lane_of(o.q, o.t))
			end
		end
	else
		settle_all(lanes)
		local left = take(lanes, tasks)
		if left then
			wake(queue_and_task(left))
		end
		answer[2] = left and '0' or next_due(lanes)
		for _, lane in ipairs(lanes) do
			tidy(lane)
		end
	end
	if granted > 0 then
		call('HSET', r, 'gn', text(number), 'gg', table.concat(grants))
	end
end

if granted == slots then
	call('ZREM', P .. 'idle', runner)
elseif mode == 'next' then
	rest(runner)
end
return answer
