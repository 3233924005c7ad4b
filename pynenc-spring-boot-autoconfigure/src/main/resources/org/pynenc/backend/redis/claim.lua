-- Gives available invocations to a runner.
--
-- ARGV     runner, number of the request, slots, 1 to keep the queues and to give the calls too, 0 to leave that to others
--          number of its tasks, the tasks
--          'ids', number of ids, the ids: decides about these
--          or 'next', number of its queues (0 for all), the queues: takes what comes first in them, in the same step
-- returns  'DEAD' if the runner has no valid lease; else 'OK', how long until more is due ('' if not known), then of
--          each invocation that is claimed: '<id> <token without the runner> <retries> <recoveries> <how long it was
--          available>', and the call ('' if it is lost, or to be loaded by others)
--          of any other: '<id> <NOT_DUE, UNKNOWN_TASK or STALE>', and ''
-- publishes a wake-up for what is left, if it took what comes first

local runner, number, slots, whole = arg(), argnumber(), argnumber(), arg() == '1'
local r = P .. 'r:' .. runner
local known = call('HMGET', r, 'l', 'gn')
if not (known[1] and tonumber(known[1]) > T) then
	return { 'DEAD' }
end

local request = string.format('%d', number)
local answer = { 'OK', '' }
local granted = 0
local grants, claims = {}, {}

local function refuse(id, verdict)
	local n = #answer
	answer[n + 1], answer[n + 2] = id .. ' ' .. verdict, ''
end

local function grant(o, line)
	granted = granted + 1
	-- Something else in its place is as good as nothing.
	local payload = whole and (o.y or redis.pcall('GET', P .. 'y:' .. o.id))
	local n = #answer
	answer[n + 1], answer[n + 2] = line, type(payload) == 'string' and payload or ''
end

-- What is needed seldom, made when it is.
local others
local function seldom()
	-- The words that only this needs come here.

	-- Takes an id off where invocations stand of which nothing else is left.
	local function forget(id)
		call('ZREM', P .. 'st:REGISTERED', id)
		call('ZREM', P .. 'st:RETRY', id)
		call('ZREM', P .. 'st:REROUTED', id)
		call('ZREM', P .. 'unqueued', id)
		refuse(id, 'STALE')
	end

	-- A request that was granted something is answered as it was then.
	local function repeat_answer()
		for line in call('HGET', r, 'gg'):gmatch('[^\n]+') do
			local id, tk = line:match('^(%S+) (%S+)')
			local o = look_up(id)
			if is_owned_by(o, runner, runner .. '/' .. tk) then
				grant(o, line)
			else
				refuse(id, 'STALE')
			end
		end
	end

	local function forget_entries(ids)
		local entries = {}
		for i, id in ipairs(ids) do
			entries[i] = P .. 'e:' .. id
		end
		for i = 1, #entries, MANY do
			call('DEL', unpack(entries, i, math.min(i + MANY - 1, #entries)))
		end
	end

	local function take_from_lane(o)
		take_out(o.id, lane_of(o.q, o.t))
	end

	return { forget = forget, repeat_answer = repeat_answer, give_up_key = leave_key, unhinder = unhinder,
		take_from_lane = take_from_lane, settle_all = settle_all, forget_entries = forget_entries,
		next_due = next_due, put = put, arrive = arrive }
end

-- The same as move() of the prelude, for what is available.
local function claim(o, tk, available)
	local id, s = o.id, o.s
	local h = history(id, o.h or '', o.b, 'PR', runner, false)
	if o.k and s == 'REGISTERED' then
		others = others or seldom()
		others.give_up_key(o)
	end
	if o.em and not o.er then
		call('HSET', o.key, 's', 'RUNNING', 'c', NOW, 'h', h, 'ru', runner, 'tk', tk, 'er', o.ru, 'ek', o.tk)
	else
		call('HSET', o.key, 's', 'RUNNING', 'c', NOW, 'h', h, 'ru', runner, 'tk', tk)
	end
	-- Not before: what did not happen must not show in the indexes.
	leaving, indexing = leaving or {}, follow
	local list = leaving[s] or {}
	list[#list + 1], leaving[s] = id, list
	local n = #claims
	claims[n + 1], claims[n + 2] = request, id .. tk
	local line = id .. ' ' .. tk .. ' ' .. (o.f or '0') .. ' ' .. (o.v or '0') .. ' ' .. string.format('%d', available)
	grants[#grants + 1] = line
	grant(o, line)
end

-- Decides about one. Gives it if it is available, and whether it was refused.
local function decide(id, tasks, nth)
	local o = look_up(id)
	local s = o and o.s
	if not o then
		others = others or seldom()
		others.forget(id)
		return
	elseif s ~= 'REGISTERED' and s ~= 'RETRY' and s ~= 'REROUTED' then
		refuse(id, 'STALE')
		return
	end
	local available = T - (o.u or o.b)
	if not tasks[o.t] then
		refuse(id, 'UNKNOWN_TASK')
	elseif granted >= slots or available < 0 then
		refuse(id, 'NOT_DUE')
	else
		claim(o, request .. '/' .. nth, available)
		return o
	end
	return o, true
end

-- One whose other keys hold something else must not keep the rest from being claimed: it comes again with a recovery.
local function decide_safely(id, tasks, nth)
	local done, o, refused = pcall(decide, id, tasks, nth)
	if done then
		return o, refused
	end
	call('ZADD', P .. 'unqueued', NOW, id)
	refuse(id, 'STALE')
end

-- Notes what was granted, before anything else can fail.
local function note_grants()
	if granted > 0 then
		call_all('ZADD', P .. 'ro:' .. runner, claims)
		call('HSET', r, 'gn', request, 'gg', table.concat(grants, '\n'))
		if granted >= slots then
			call('ZREM', P .. 'idle', runner)
		end
	end
end

-- Takes what comes first of all open lanes, until the slots are full. Gives a lane where more is left, and what was taken.
local function take(lanes, tasks, heads)
	local taken, nth = {}, 0
	if #lanes == 1 then
		-- Whatever it is, it comes first.
		heads[lanes[1]] = 0
	end
	local lane, second = first_lane(lanes, heads)
	while lane and granted < slots do
		local ids, more = pop(lane, slots - granted, second)
		for i = 1, #ids do
			local id = ids[i]
			taken[nth + 1] = id
			local o, refused = decide_safely(id, tasks, nth)
			if refused then
				-- It is available all the same.
				others = others or seldom()
				others.put(id, o, o.u or o.b)
			end
			nth = nth + 1
		end
		if second < math.huge then
			heads[lane] = nil
		elseif more then
			heads[lane] = 0
		else
			heads[lane] = math.huge
		end
		lane, second = first_lane(lanes, heads)
	end
	return lane, taken
end

local last = tonumber(known[2] or 0)
local tasks = argset()
-- Tokens are made of the number, so an outdated request must not make any.
if number < last then
	slots = 0
end
local lanes = arg() == 'next' and open_lanes(argset(), tasks)
if number == last then
	others = seldom()
	others.repeat_answer()
	if lanes then
		answer[2] = first_lane(lanes, {}) and '0' or others.next_due(lanes)
	end
elseif not lanes then
	others = seldom()
	others.unhinder()
	for nth = 0, argnumber() - 1 do
		local o, refused = decide_safely(arg(), tasks, nth)
		if whole and o and not refused then
			others.take_from_lane(o)
		end
	end
	note_grants()
else
	local heads = {}
	others = has_aside(lanes) and seldom()
	if others then
		others.settle_all(lanes)
	end
	local left, taken = take(lanes, tasks, heads)
	note_grants()
	if others then
		others.forget_entries(taken)
	end
	if left then
		wake(queue_and_task(left))
		answer[2] = '0'
	elseif others then
		answer[2] = others.next_due(lanes)
	end
	if others then
		others.arrive()
	end
	for i = 1, #lanes do
		if heads[lanes[i]] == math.huge then
			tidy(lanes[i])
		end
	end
end

-- An outdated request says nothing about whether its runner rests.
if lanes and number >= last and granted < slots then
	rest(runner)
end
return answer
