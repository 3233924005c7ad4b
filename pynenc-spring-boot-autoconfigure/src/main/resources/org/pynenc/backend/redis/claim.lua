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
local known = call('HMGET', r, 'l', 'gn')
if not (known[1] and tonumber(known[1]) > T) then
	return { 'DEAD' }
end

local request = text(number)
local answer = { 'OK', '' }
local granted = 0
local grants, claims = {}, {}

local function refuse(id, verdict)
	answer[#answer + 1] = id
	answer[#answer + 1] = verdict
end

local function grant(o, tk, retries, recoveries, available)
	granted = granted + 1
	-- Something else in its place is as good as nothing.
	local payload = whole and (o.y or redis.pcall('GET', P .. 'y:' .. o.id))
	payload = type(payload) == 'string' and payload or ''
	local n = #answer
	answer[n + 1], answer[n + 2], answer[n + 3], answer[n + 4] = o.id, 'CLAIMED', runner .. '/' .. tk, retries
	answer[n + 5], answer[n + 6], answer[n + 7] = recoveries, available, payload
end

-- A request that was granted something is answered as it was then.
local function repeat_answer()
	for id, tk, retries, recoveries, available in call('HGET', r, 'gg'):gmatch('(%S+) (%S+) (%S+) (%S+) (%S+)\n') do
		local o = find(id)
		if is_owned_by(o, runner, runner .. '/' .. tk) then
			grant(o, tk, retries, recoveries, available)
		else
			refuse(id, 'STALE')
		end
	end
end

local function claim(o, tk)
	local retries, recoveries, available = o.f or '0', o.v or '0', text(waited(o))
	local set = { 'ru', runner, 'tk', tk }
	if o.em and not o.er then
		set[5], set[6], set[7], set[8] = 'er', o.ru, 'ek', o.tk
	end
	move(o, 'PR', 'RUNNING', runner, set, {})
	claims[#claims + 1] = request
	claims[#claims + 1] = o.id .. tk
	grants[#grants + 1] = o.id .. ' ' .. tk .. ' ' .. retries .. ' ' .. recoveries .. ' ' .. available .. '\n'
	grant(o, tk, retries, recoveries, available)
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
		claim(o, request .. '/' .. index)
		return o
	end
	return o, true
end

-- One whose other keys hold something else must not keep the rest from being claimed: it comes again with a recovery.
local function decide_safely(id, tasks, index)
	local done, o, refused = pcall(decide, id, tasks, index)
	if done then
		return o, refused
	end
	call('ZADD', P .. 'unqueued', NOW, id)
	refuse(id, 'STALE')
end

local returned = false

-- Decides about what was taken out of a queue; what is available all the same goes back.
local function decide_taken(id, tasks, index)
	local o, refused = decide_safely(id, tasks, index)
	if o and refused and AVAILABLE[o.s] then
		put(id, o, o.u or o.b)
		returned = true
	end
end

-- Takes what comes first of all open lanes, until the slots are full.
local function take(lanes, tasks)
	local heads, index, entries = {}, 0, {}
	if #lanes == 1 then
		-- Whatever it is, it comes first.
		heads[lanes[1]] = 0
	end
	local lane, second = first_lane(lanes, heads)
	while lane and granted < slots do
		local max = slots - granted
		local popped = pop(lane, max, second)
		for i = 1, #popped do
			entries[#entries + 1] = P .. 'e:' .. popped[i]
			decide_taken(popped[i], tasks, index)
			index = index + 1
		end
		heads[lane] = second == math.huge and #popped < max and math.huge or nil
		lane, second = first_lane(lanes, heads)
	end
	return lane, entries, heads
end

-- Notes what was granted, before anything else can fail.
local function note_grants()
	if granted > 0 then
		call_all('ZADD', P .. 'ro:' .. runner, claims)
		call('HSET', r, 'gn', request, 'gg', table.concat(grants))
	end
	if granted >= slots and granted > 0 then
		call('ZREM', P .. 'idle', runner)
	end
end

local last = tonumber(known[2] or 0)
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
		unhinder()
		for index = 0, argnumber() - 1 do
			local o, refused = decide_safely(arg(), tasks, index)
			if whole and o and not refused then
				take_out(o.id, lane_of(o.q, o.t))
			end
		end
		note_grants()
	else
		local aside = has_aside(lanes)
		if aside then
			settle_all(lanes)
		end
		local left, entries, heads = take(lanes, tasks)
		note_grants()
		for i = 1, #entries, MANY do
			call('DEL', unpack(entries, i, math.min(i + MANY - 1, #entries)))
		end
		if left then
			wake(queue_and_task(left))
		end
		answer[2] = left and '0' or (aside or returned) and next_due(lanes) or ''
		arrive()
		for _, lane in ipairs(lanes) do
			if heads[lane] == math.huge then
				tidy(lane)
			end
		end
	end
end

-- An outdated request says nothing about whether its runner rests.
if mode == 'next' and number >= last and granted < slots then
	rest(runner)
end
return answer
