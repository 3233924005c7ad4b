-- Registers invocations, each unless it is there or a waiting one with its registration key stands for it.
--
-- ARGV     1 to enqueue them in the same step and to keep their calls, 0 to leave that to others
--          how many may be available at a time, '' for any number
--          the channel of the JVM that waits for the ends of what is registered or reused, '' for none
--          then of each: id, queue, task, maxRecoveries, what it has besides, the call (bytes)
--          besides: '' if it has nothing, else lines: K if it has a registration key, else -; priority; depth; parent ('' if
--          none); what to do if the arguments differ (REUSE, REPLACE, RAISE); digest of the arguments; registration key
-- returns  FULL and the number of those available, if there would be too many; then nothing is registered
--          or ALL, if each of them is registered and enqueued, and has replaced none
--          else of each: REGISTERED, REUSED or REFUSED, then
--          REGISTERED: id of the replaced one ('' if none), 1 and its entry if others are to enqueue it, else 0
--          REUSED:     id of the waiting one, 1 if its arguments differ, else 0
--          REFUSED:    id of the waiting one
-- publishes the end of what is replaced; fused, a wake-up for what is enqueued

local FIRST, SIZE = 5, 6
local enqueued, limit, channel = ARGV[2] == '1', ARGV[3], ARGV[4]
local sequence

local function full_for(new)
	local there = call('ZCARD', P .. 'st:REGISTERED') + call('ZCARD', P .. 'st:RETRY') + call('ZCARD', P .. 'st:REROUTED')
	return new > 0 and there + new > tonumber(limit) and { 'FULL', string.format('%d', there) }
end

-- Enters an invocation that is not there.
local function enter(id, queue, task, recoveries, besides, payload, name, digest)
	-- Numbers are taken for all of them; those of what is there already are left out.
	if not sequence then
		local count = (#ARGV - FIRST + 1) / SIZE
		sequence = call('INCRBY', P .. 'seq', string.format('%d', count)) - count
	end
	sequence = sequence + 1
	local number, priority, depth, parent = string.format('%d', sequence), '0', '0', ''
	local fields, n = {}, 0
	if besides ~= '' then
		priority, depth, parent = besides:match('^[^\n]*\n([^\n]*)\n([^\n]*)\n([^\n]*)')
		fields[1], fields[2], n = 'p', priority, priority ~= '0' and 2 or 0
		fields[n + 1], fields[n + 2], n = 'd', depth, depth ~= '0' and n + 2 or n
		fields[n + 1], fields[n + 2], n = 'pa', parent, parent ~= '' and n + 2 or n
		fields[n + 1], fields[n + 2], fields[n + 3], fields[n + 4], n = 'k', name, 'a', digest, name and n + 4 or n
	end
	if channel ~= '' then
		fields[n + 1], fields[n + 2], n = 'w', channel .. ' ', n + 2
	end
	if enqueued and #payload <= SMALL then
		fields[n + 1], fields[n + 2], n = 'y', payload, n + 2
	elseif enqueued then
		call('SET', P .. 'y:' .. id, payload)
	end
	call('HSET', P .. 'o:' .. id, 's', 'REGISTERED', 'b', NOW, 't', task, 'q', queue, 'm', recoveries, 'n', number,
		unpack(fields, 1, n))
	entering, indexing = entering or {}, follow
	local list = entering.REGISTERED or {}
	n = #list
	list[n + 1], list[n + 2], entering.REGISTERED = '0', id, list
	if enqueued then
		local lane = lane_of(queue, task)
		arrivals, arrival = arrivals or {}, arrive_and_wake
		list = arrivals[lane] or { q = queue, t = task }
		n = #list
		list[n + 1], list[n + 2], arrivals[lane] = string.format('%d', place(priority, sequence)), id, list
	else
		call('ZADD', P .. 'unqueued', NOW, id)
	end
	-- Not before: what is there must have its place in a queue, for its registration may be repeated.
	if parent ~= '' then
		call('ZADD', P .. 'c:' .. parent, '0', id)
	end
end

local function register_each()
	-- The words that only this needs come here.

	local answer = {}

	local function key_of(task, name)
		return P .. 'k:' .. #task .. ':' .. task .. ':' .. name
	end

	-- What to do if the arguments differ, digest, key.
	local function keyed(besides)
		if besides:byte(1) == 75 then
			return besides:match('^[^\n]*\n[^\n]*\n[^\n]*\n[^\n]*\n([^\n]*)\n([^\n]*)\n(.*)$')
		end
	end

	-- How many the queues would have to take; what reuses or replaces a waiting one takes no place.
	local function count_new()
		local new, keys = 0, {}
		for i = FIRST, #ARGV, SIZE do
			local _, _, name = keyed(ARGV[i + 4])
			local key = name and key_of(ARGV[i + 2], name)
			local is_new = call('EXISTS', P .. 'o:' .. ARGV[i]) == 0
				and not (key and (keys[key] or call('EXISTS', key) == 1))
			new = new + (is_new and 1 or 0)
			if key then
				keys[key] = true
			end
		end
		return new
	end

	-- The waiting invocation that has the key, or nil.
	local function waiting(key, id)
		local there = key and call('GET', key)
		return there and there ~= id and call('EXISTS', P .. 'o:' .. id) == 0 and look_up(there) or nil
	end

	local function replace(there, by)
		finish(there, 'D', 'CONCURRENCY_CONTROLLED_FINAL', nil,
			{ 'x', 'replaced by invocation ' .. by .. ', a later call with other arguments' }, {})
		if enqueued then
			take_out(there.id, lane_of(there.q, there.t))
		end
	end

	local function enter_new(id, queue, task, recoveries, besides, payload, name, digest)
		enter(id, queue, task, recoveries, besides, payload, name, digest)
		-- It may be replaced by one that follows.
		moved, arriving = moved or {}, arriving or {}
		moved[id], arriving[id] = true, enqueued
		if name then
			call('SET', key_of(task, name), id)
		end
	end

	local function register(id, queue, task, recoveries, besides, payload)
		local otherwise, digest, name = keyed(besides)
		local there = waiting(name and key_of(task, name), id)
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
		local o = there or look_up(id)
		local is_new = not o
		if is_new then
			enter_new(id, queue, task, recoveries, besides, payload, name, digest)
			o = look_up(id)
		end
		if there then
			answer[#answer + 1] = 'REUSED'
			answer[#answer + 1] = there.id
			answer[#answer + 1] = differs and '1' or '0'
		else
			answer[#answer + 1] = 'REGISTERED'
			answer[#answer + 1] = replaced
			local wanted = not enqueued and AVAILABLE[o.s]
			answer[#answer + 1] = wanted and '1' or '0'
			if wanted then
				append_entry(answer, o)
			end
		end
		if channel ~= '' and FINAL[o.s] then
			tell_end(o, channel)
		elseif channel ~= '' and not is_new then
			add_channel(o.key, o.w or '', channel)
		end
	end

	local full = limit ~= '' and full_for(count_new())
	if full then
		return full
	end
	for i = FIRST, #ARGV, SIZE do
		register(unpack(ARGV, i, i + 5))
	end
	return answer
end

-- Nearly always none of them is there, and none has a key.
local keys, n, keyed = {}, 0, not enqueued
for i = FIRST, #ARGV, SIZE do
	n = n + 1
	keys[n] = P .. 'o:' .. ARGV[i]
	keyed = keyed or ARGV[i + 4]:byte(1) == 75
end
for i = 1, n, MANY do
	keyed = keyed or call('EXISTS', unpack(keys, i, n < i + MANY and n or i + MANY - 1)) > 0
end
if keyed then
	return register_each()
end
local full = limit ~= '' and full_for(n)
if full then
	return full
end
for i = FIRST, #ARGV, SIZE do
	enter(unpack(ARGV, i, i + 5))
end
return { 'ALL' }
