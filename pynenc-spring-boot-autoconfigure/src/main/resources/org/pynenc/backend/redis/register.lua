-- Registers invocations, each unless it is there or a waiting one with its registration key stands for it.
--
-- ARGV     1 to enqueue them in the same step and to keep their calls, 0 to leave that to others
--          how many may be available at a time, '' for any number
--          the channel of the JVM that waits for the ends of what is registered or reused, '' for none
--          then of each: id, queue, task, priority, depth, maxRecoveries, parent ('' if none), registration key ('' if
--          none), digest of the arguments, what to do if they differ (REUSE, REPLACE, RAISE), the call (bytes)
-- returns  FULL and the number of those available, if there would be too many; then nothing is registered
--          else of each: REGISTERED, REUSED or REFUSED, then
--          REGISTERED: id of the replaced one ('' if none), 1 and its entry if it is available, else 0
--          REUSED:     id of the waiting one, 1 if its arguments differ, else 0
--          REFUSED:    id of the waiting one
-- publishes the end of what is replaced; fused, a wake-up for what is enqueued

local SIZE = 11
local enqueued, limit, channel = arg() == '1', arg(), arg()
local first = position + 1
local answer = {}
local entered = {}

local function present(value, nothing)
	return value ~= nothing and value or nil
end

local function key_of(task, name)
	return P .. 'k:' .. #task .. ':' .. task .. ':' .. name
end

-- How many the queues would have to take; what reuses or replaces a waiting one takes no place.
local function count_new()
	local count, keys = 0, {}
	for i = first, #ARGV, SIZE do
		local key = ARGV[i + 7] ~= '' and key_of(ARGV[i + 2], ARGV[i + 7])
		local is_new = call('EXISTS', P .. 'o:' .. ARGV[i]) == 0
			and not (key and (keys[key] or call('EXISTS', key) == 1))
		count = count + (is_new and 1 or 0)
		if key then
			keys[key] = true
		end
	end
	return count
end

local function available()
	return call('ZCARD', P .. 'st:REGISTERED') + call('ZCARD', P .. 'st:RETRY') + call('ZCARD', P .. 'st:REROUTED')
end

if limit ~= '' then
	local new, there = count_new(), available()
	if new > 0 and there + new > tonumber(limit) then
		return { 'FULL', tostring(there) }
	end
end

-- Numbers are taken for all of them; those of what is there already are left out.
local sequence
local function next_number()
	if not sequence then
		local count = (#ARGV - first + 1) / SIZE
		sequence = call('INCRBY', P .. 'seq', text(count)) - count
	end
	sequence = sequence + 1
	return text(sequence)
end

-- The waiting invocation that has the key, or nil.
local function waiting(key, id)
	local there = key and call('GET', key)
	return there and there ~= id and call('EXISTS', P .. 'o:' .. id) == 0 and find(there) or nil
end

local function keep(o, payload)
	if #payload <= SMALL then
		o.y = payload
	else
		call('SET', P .. 'y:' .. o.id, payload)
	end
end

local OPTIONAL = { 'y', 'w', 'k', 'a', 'p', 'd', 'pa' }

local function enter(o)
	o.n = next_number()
	local fields = {}
	for _, name in ipairs(OPTIONAL) do
		if o[name] then
			fields[#fields + 1] = name
			fields[#fields + 1] = o[name]
		end
	end
	call('HSET', o.key, 's', o.s, 'b', o.b, 't', o.t, 'q', o.q, 'm', o.m, 'n', o.n, unpack(fields))
	index(o.id, NOWHERE, 'REGISTERED')
	if enqueued then
		put(o.id, o, o.b)
		entered[#entered + 1] = o
	else
		mark(o, o.b)
	end
	-- Not before: what is there must have its place in a queue, for its registration may be repeated.
	if o.pa then
		call('ZADD', P .. 'c:' .. o.pa, '0', o.id)
	end
end

local function replace(there, by)
	finish(there, 'D', 'CONCURRENCY_CONTROLLED_FINAL', nil,
		{ 'x', 'replaced by invocation ' .. by .. ', a later call with other arguments' }, {})
	if enqueued then
		take_out(there.id, lane_of(there.q, there.t))
	end
end

local function register()
	local id, queue, task, priority, depth, recoveries = arg(), arg(), arg(), arg(), arg(), arg()
	local parent, name, digest, otherwise, payload = present(arg(), ''), present(arg(), ''), arg(), arg(), arg()
	local key = name and key_of(task, name)
	local there = waiting(key, id)
	local differs = there and there.a ~= digest
	local replaced = ''
	if differs and otherwise == 'REPLACE' then
		replace(there, id)
		replaced = there.id
		there = nil
	end
	if there and differs and otherwise == 'RAISE' then
		answer[#answer + 1] = 'REFUSED'
		answer[#answer + 1] = there.id
		return
	end
	local o = there or find(id)
	if there then
		answer[#answer + 1] = 'REUSED'
		answer[#answer + 1] = there.id
		answer[#answer + 1] = differs and '1' or '0'
	else
		if not o then
			o = { id = id, key = P .. 'o:' .. id, s = 'REGISTERED', b = NOW, q = queue, t = task, p = present(priority, '0'),
				d = present(depth, '0'), m = recoveries, pa = parent, k = name, a = name and digest,
				w = channel ~= '' and channel .. ' ' or nil, y = nil, n = nil }
			if enqueued then
				keep(o, payload)
			end
			enter(o)
			if key then
				call('SET', key, id)
			end
		end
		answer[#answer + 1] = 'REGISTERED'
		answer[#answer + 1] = replaced
		answer[#answer + 1] = AVAILABLE[o.s] and '1' or '0'
		if AVAILABLE[o.s] then
			append_entry(answer, o)
		end
	end
	if channel ~= '' then
		if FINAL[o.s] then
			tell_end(o, channel)
		else
			await_end(o, channel)
		end
	end
end

while position < #ARGV do
	register()
end
wake_for(entered)
return answer
