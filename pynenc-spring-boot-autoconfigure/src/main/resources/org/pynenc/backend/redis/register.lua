-- Registers invocations, each unless it is there or a waiting one with its registration key stands for it.
--
-- ARGV     1 to enqueue them in the same step and to keep their calls, 0 to leave that to others
--          then of each: id, queue, task, priority, depth, maxRecoveries, parent ('' if none), registration key ('' if
--          none), digest of the arguments, what to do if they differ (REUSE, REPLACE, RAISE), the call (bytes)
-- returns  of each: REGISTERED, REUSED or REFUSED, then
--          REGISTERED: id of the replaced one ('' if none), 1 and its entry if it is available, else 0
--          REUSED:     id of the waiting one, 1 if its arguments differ, else 0
--          REFUSED:    id of the waiting one
-- publishes the end of what is replaced; fused, a wake-up for what is enqueued

local enqueue = arg() == '1'
local answer = {}
local enqueued = {}

-- The waiting invocation that has the key, or nil.
local function waiting(key, id)
	local there = key and call('GET', key)
	return there and there ~= id and call('EXISTS', P .. 'o:' .. id) == 0 and find(there) or nil
end

local function enter(o, parent)
	o.n = text(call('INCR', P .. 'seq'))
	o.b = text(T)
	o.s = 'REGISTERED'
	local fields = {}
	for name, value in pairs(o) do
		if name ~= 'id' and value then
			fields[#fields + 1] = name
			fields[#fields + 1] = value
		end
	end
	call('HSET', P .. 'o:' .. o.id, unpack(fields))
	call('ZADD', P .. 'st:REGISTERED', 0, o.id)
	if parent then
		call('ZADD', P .. 'c:' .. parent, 0, o.id)
	end
end

local function replace(there, by)
	move(there, { 'CONCURRENCY_CONTROLLED_FINAL' }, nil,
		{ x = 'replaced by invocation ' .. by .. ', a later call with other arguments' })
	if enqueue then
		take_out(there.id, lane_of(there.q, there.t))
	end
end

local function present(value, nothing)
	return value ~= nothing and value or nil
end

while position < #ARGV do
	local id, queue, task, priority, depth, recoveries = arg(), arg(), arg(), arg(), arg(), arg()
	local parent, name, digest, otherwise, payload = present(arg(), ''), present(arg(), ''), arg(), arg(), arg()
	local key = name and P .. 'k:' .. #task .. ':' .. task .. ':' .. name
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
	elseif there then
		answer[#answer + 1] = 'REUSED'
		answer[#answer + 1] = there.id
		answer[#answer + 1] = differs and '1' or '0'
	else
		local o = find(id)
		if not o then
			o = { id = id, q = queue, t = task, p = present(priority, '0'), d = present(depth, '0'), m = recoveries,
				pa = parent, k = name, a = name and digest }
			enter(o, parent)
			if key then
				call('SET', key, id)
			end
			if enqueue then
				call('HSET', P .. 's:' .. id, 'call', payload)
				put(id, o, o.b)
				enqueued[#enqueued + 1] = o
			else
				mark(o, o.b)
			end
		end
		answer[#answer + 1] = 'REGISTERED'
		answer[#answer + 1] = replaced
		answer[#answer + 1] = AVAILABLE[o.s] and '1' or '0'
		if AVAILABLE[o.s] then
			append_entry(answer, o)
		end
	end
end

wake_for(enqueued)
return answer
