-- What every script begins with: the time, and the words that more than one of them needs. The script itself becomes
-- the body of a function that epilogue.lua calls.
--
-- KEYS[1]  how every key of the application begins; RedisKeys describes the keys
-- ARGV[1]  the time in microseconds, 0 for that of the server
--
-- A script returns a flat list of texts. What it publishes it says in its own head; the messages are
--   'w <runner>'                           the runner has work
--   'c <id> <status> <token> <outcome>'    the invocation has ended; token and outcome are empty where there is none,
--                                          the outcome also where it is too large for a message

local call = redis.call
local P, ARGV = KEYS[1], ARGV

-- Of another layout nobody of this version understands what it reads, and would destroy what it writes.
local LAYOUT = '1'
local layout = call('GET', P .. 'layout')
if layout ~= LAYOUT then
	local version = tonumber(layout or '')
	if not version then
		call('SET', P .. 'layout', LAYOUT)
	elseif version > tonumber(LAYOUT) then
		return redis.error_reply('LAYOUT ' .. layout .. ' of the keys is newer than ' .. LAYOUT
			.. ', which this version of pynenc knows')
	end
end

local NOW, T = ARGV[1], nil
if NOW == '0' then
	local time = call('TIME')
	T = time[1] * 1000000 + time[2]
	NOW = string.format('%d', T)
else
	T = tonumber(NOW)
end

-- What is left to do at the end of the script, also after a fault: words of below, or nil.
local arrival, indexing = nil, nil

-- The rest is a function of its own, for Lua finds what is captured from outside at once, and what is captured from
-- within among all that are.
local function script()

------------------------------------------------------------------------------------------------ arguments and values

-- The longest value that Redis keeps within a small hash (hash-max-listpack-value, by default).
local SMALL = 64

-- The longest outcome that travels in a message.
local TOLD = 8192

-- Lua passes only so many values at a time.
local MANY = 4000

-- Lua would write a number of 16 digits in a shorter way.
local function text(number)
	return string.format('%d', number)
end

-- Reads the arguments from the front.
local position = 1
local function arg()
	position = position + 1
	return ARGV[position]
end

local function argnumber()
	return tonumber(arg())
end

-- A set of as many arguments as the next one says.
local function argset()
	local set, size = {}, argnumber()
	for _ = 1, size do
		set[arg()] = true
	end
	return set, size
end

-- Runs a command that takes any number of values, with as many at a time as Lua can pass.
local function call_all(command, key, values)
	local size = #values
	for i = 1, size, MANY do
		call(command, key, unpack(values, i, size < i + MANY and size or i + MANY - 1))
	end
end

-- A server that is full refuses the first write of a script that takes memory, and this one takes none: what was accepted
-- can always go on and end.
local unhindered = false
local function unhinder()
	if not unhindered then
		call('PERSIST', P .. 'layout')
		unhindered = true
	end
end

-- What an error says; later versions of Redis give a table.
local function reason(err)
	return type(err) == 'table' and err.err or tostring(err)
end

-- The hash of a key as a table; without a field if there is none, or something else in its place.
local function hash(key)
	local flat, fields = redis.pcall('HGETALL', key), {}
	for i = 1, #flat, 2 do
		fields[flat[i]] = flat[i + 1]
	end
	return fields
end

------------------------------------------------------------------------------------------------------- wake-ups

-- Wakes the runner that is idle longest of those that serve a queue and know a task.
local function wake(queue, task)
	for _, runner in ipairs(call('ZRANGE', P .. 'idle', '0', '-1')) do
		local known = call('HMGET', P .. 'r:' .. runner, 'l', 'ch')
		if not (known[1] and tonumber(known[1]) > T) then
			call('ZREM', P .. 'idle', runner)
		elseif call('SISMEMBER', P .. 'rt:' .. runner, task) == 1
				and (call('EXISTS', P .. 'rq:' .. runner) == 0 or call('SISMEMBER', P .. 'rq:' .. runner, queue) == 1) then
			call('ZREM', P .. 'idle', runner)
			call('PUBLISH', P .. 'j:' .. known[2], 'w ' .. runner)
			return true
		end
	end
	return false
end

------------------------------------------------------------------------------------------------------------ queues

-- The lane of a task in a queue.
local function lane_of(queue, task)
	return #queue .. ':' .. queue .. ':' .. task
end

-- The queue and the task of a lane.
local function queue_and_task(lane)
	local size, rest = lane:match('^(%d+):(.*)$')
	return rest:sub(1, size), rest:sub(size + 2)
end

-- Where an entry stands in its lane: larger priority first, then earlier registration.
local function place(priority, number)
	return (1000 - priority) * 4398046511104 + number
end

-- What is put into lanes, by lane: place, id and so on; q and t where runners are to be woken for it. It gets there at the
-- end of the script, or when it is asked for, which must be before something is done with one that arrives.
local arrivals, arriving, expected = nil, nil, nil

-- Puts it there.
local function arrive()
	for lane, arrived in pairs(arrivals or {}) do
		local noted = redis.pcall('ZADD', P .. 'lanes', '0', lane)
		if type(noted) == 'table' or not pcall(call_all, 'ZADD', P .. 'q:' .. lane, arrived) then
			-- Something else is in its place: they come in with a recovery, once it is gone.
			for i = 2, #arrived, 2 do
				call('ZADD', P .. 'unqueued', NOW, arrived[i])
			end
		end
		if arrived.t then
			expected = expected or {}
			expected[#expected + 1] = arrived
		end
		arrivals[lane] = nil
	end
	arrivals, arriving = nil, nil
end

-- The same at the end of a script, and wakes runners.
local function arrive_and_wake()
	arrive()
	for i = 1, expected and #expected or 0 do
		local arrived = expected[i]
		for _ = 2, #arrived, 2 do
			if not wake(arrived.q, arrived.t) then
				break
			end
		end
	end
end

-- Puts an entry that is in no lane into its lane, or aside until it is due.
local function put(id, entry, due)
	local lane = lane_of(entry.q, entry.t)
	if tonumber(due) > T then
		call('ZADD', P .. 'lanes', '0', lane)
		call('ZADD', P .. 'qw:' .. lane, due, id)
		call('HSET', P .. 'qx:' .. lane, id, text(place(entry.p or 0, entry.n)))
		return
	end
	arrivals, arriving, arrival = arrivals or {}, arriving or {}, arrive
	local arrived = arrivals[lane]
	if not arrived then
		arrived = {}
		arrivals[lane] = arrived
	end
	local n = #arrived
	arrived[n + 1], arrived[n + 2] = text(place(entry.p or 0, entry.n)), id
	arriving[id] = true
end

-- Takes an id out of a lane, wherever it is in it.
local function take_out(id, lane)
	if arriving and arriving[id] then
		arrive()
	end
	if call('ZREM', P .. 'q:' .. lane, id) == 0 then
		call('ZREM', P .. 'qw:' .. lane, id)
		call('ZREM', P .. 'ql:' .. lane, id)
		call('HDEL', P .. 'qx:' .. lane, id)
	end
	call('DEL', P .. 'e:' .. id)
end

-- Brings back into a lane what has become due, and what was polled and never acknowledged.
local function settle(lane)
	for _, aside in ipairs({ 'qw:', 'ql:' }) do
		local ids = call('ZRANGEBYSCORE', P .. aside .. lane, '-inf', T, 'LIMIT', 0, 1000)
		if ids[1] then
			unhinder()
		end
		for _, id in ipairs(ids) do
			call('ZADD', P .. 'q:' .. lane, call('HGET', P .. 'qx:' .. lane, id), id)
			call('ZREM', P .. aside .. lane, id)
			call('HDEL', P .. 'qx:' .. lane, id)
		end
	end
end

-- Whether anything in the lanes is not due yet, or was polled and not acknowledged, or there may be entries.
local function has_aside(lanes)
	local keys, n = { P .. 'entries' }, 1
	for i = 1, #lanes do
		keys[n + 1], keys[n + 2] = P .. 'qw:' .. lanes[i], P .. 'ql:' .. lanes[i]
		n = n + 2
	end
	for i = 1, n, MANY do
		if call('EXISTS', unpack(keys, i, n < i + MANY and n or i + MANY - 1)) > 0 then
			return true
		end
	end
	return false
end

-- The same of several lanes. One of them that is something else is no hindrance to the others.
local function settle_all(lanes)
	for _, lane in ipairs(lanes) do
		pcall(settle, lane)
	end
end

-- Forgets a lane that has no entries any more.
local function tidy(lane)
	if call('EXISTS', P .. 'q:' .. lane, P .. 'qw:' .. lane, P .. 'ql:' .. lane) == 0 then
		call('ZREM', P .. 'lanes', lane)
	end
end

-- The lanes with entries that a runner can take, by its queues (none for all) and its tasks.
local function open_lanes(queues, tasks)
	local open = {}
	for _, lane in ipairs(call('ZRANGE', P .. 'lanes', '0', '-1')) do
		local queue, task = queue_and_task(lane)
		if tasks[task] and (next(queues) == nil or queues[queue]) then
			open[#open + 1] = lane
		end
	end
	return open
end

-- The lane whose first entry comes first of all, or nil, and the place of the first entry of all other lanes; heads
-- remembers the firsts, by lane.
local function first_lane(lanes, heads)
	local best
	local first, second = math.huge, math.huge
	for _, lane in ipairs(lanes) do
		if heads[lane] == nil then
			-- Something else in its place has no first entry.
			local head = redis.pcall('ZRANGE', P .. 'q:' .. lane, '0', '0', 'WITHSCORES')
			heads[lane] = head[2] and tonumber(head[2]) or math.huge
		end
		if heads[lane] < first then
			best, first, second = lane, heads[lane], first
		elseif heads[lane] < second then
			second = heads[lane]
		end
	end
	return best, second
end

-- Takes ids from the front of a lane, as far as another begins; says whether more are left if none does (math.huge).
local function pop(lane, max, other)
	local key, ids, more = P .. 'q:' .. lane, nil, false
	if other < math.huge then
		ids = redis.pcall('ZRANGEBYSCORE', key, '-inf', string.format('%d', other), 'LIMIT', '0', string.format('%d', max))
	else
		ids = redis.pcall('ZRANGE', key, '0', string.format('%d', max))
		more = #ids > max
		ids[max + 1] = nil
	end
	if ids[1] then
		call('ZREMRANGEBYRANK', key, '0', string.format('%d', #ids - 1))
	end
	return ids, more
end

-- How long until something in one of the lanes can be taken, or '' if that is not known.
local function next_due(lanes)
	local due = math.huge
	for _, lane in ipairs(lanes) do
		for _, aside in ipairs({ 'qw:', 'ql:' }) do
			local head = redis.pcall('ZRANGE', P .. aside .. lane, '0', '0', 'WITHSCORES')
			if head[2] then
				due = math.min(due, tonumber(head[2]))
			end
		end
	end
	return due < math.huge and text(math.max(due - T, 0)) or ''
end

-- Moves an id to the front of its lane, unless it is there already or was polled.
local function promote(id, lane, depth)
	local ready, aside = P .. 'q:' .. lane, P .. 'qx:' .. lane
	local score = call('ZSCORE', ready, id)
	local waits = not score and call('ZSCORE', P .. 'qw:' .. lane, id) and call('HGET', aside, id)
	if tonumber(score or waits or -1) < 0 then
		return
	end
	local front = text(call('INCR', P .. 'q:n') - (math.min(depth, 4094) + 1) * 1099511627776)
	if score then
		call('ZADD', ready, front, id)
	else
		call('HSET', aside, id, front)
	end
end

-- An entry as the broker was given it, or as the invocation stands; nil if there is neither.
local function described(id)
	local entry = hash(P .. 'e:' .. id)
	if not entry.q then
		entry = hash(P .. 'o:' .. id)
	end
	if entry.q then
		entry.id = id
		entry.lane = lane_of(entry.q, entry.t)
		return entry
	end
end

-- The entry of an id that is in a lane, and whether it is 'waiting' or 'leased'; nil if it is in none.
local function entry_of(id)
	local entry = described(id)
	if not entry then
		return nil
	end
	if arriving and arriving[id] then
		arrive()
	end
	local lane = entry.lane
	if call('ZSCORE', P .. 'q:' .. lane, id) or call('ZSCORE', P .. 'qw:' .. lane, id) then
		return entry, 'waiting'
	end
	local lease = call('ZSCORE', P .. 'ql:' .. lane, id)
	if lease then
		return entry, tonumber(lease) > T and 'leased' or 'waiting'
	end
end

------------------------------------------------------------------------------------------------------------ runners

-- Whether a runner has a valid lease.
local function is_alive(runner)
	local lease = call('HGET', P .. 'r:' .. runner, 'l')
	return lease and tonumber(lease) > T
end

-- Marks a runner, which is alive, as one that waits for a wake-up.
local function rest(runner)
	local number = redis.pcall('INCR', P .. 'idle:n')
	if type(number) == 'table' then
		-- As unhinder() does it.
		call('PERSIST', P .. 'layout')
		number = call('INCR', P .. 'idle:n')
	end
	call('ZADD', P .. 'idle', 'NX', string.format('%d', number), runner)
end

------------------------------------------------------------------------------------------------------- invocations

local AVAILABLE = { REGISTERED = true, RETRY = true, REROUTED = true }

local OWNED = { PENDING = true, RUNNING = true, PAUSED = true }

local FINAL = { SUCCESS = true, FAILED = true, CANCELLED = true, CONCURRENCY_CONTROLLED_FINAL = true }

-- Where an invocation stands, with its id and the key of the hash; nil if it is not there.
local function look_up(id)
	local key = P .. 'o:' .. id
	-- With room for all that most have: a table that grows is made anew again and again.
	local o = { id = id, key = key, s = nil, b = nil, q = nil, t = nil, m = nil, n = nil, y = nil, h = nil, c = nil,
		ru = nil, tk = nil }
	local flat = redis.pcall('HGETALL', key)
	for i = 1, #flat, 2 do
		o[flat[i]] = flat[i + 1]
	end
	return o.s and o or nil
end

-- Takes out fields that are there, given by name.
local function take_off(o, names)
	for i = 1, #names do
		if o[names[i]] then
			call('HDEL', o.key, names[i])
			o[names[i]] = nil
		end
	end
end

-- Statuses as a history writes them, a letter each: P PENDING, R RUNNING, W PAUSED, U RESUMED, T RETRY, E REROUTED,
-- K KILLED, p PENDING_RECOVERY, r RUNNING_RECOVERY, S SUCCESS, F FAILED, C CANCELLED, D CONCURRENCY_CONTROLLED_FINAL.
-- RedisHistory reads it.

-- The history with one more step, which may name the runner. The last runner that is named there is the owner of what is
-- owned, for who claims names itself. What would make the hash a large one is put aside; of very many such parts the
-- first 50 stay, and the latest 150.
local function history(id, there, born, codes, runner, is_owned)
	local since = T - born
	codes = codes .. (since > 0 and string.format('%d', since) or '0')
	local by = runner and (is_owned and there:find('\t', 1, true) and '=' or '\t' .. runner) or ''
	local appended = there .. codes .. by .. '\n'
	if #appended <= SMALL or there == '' then
		return appended
	end
	local key = P .. 'h:' .. id
	if call('RPUSH', key, there) > 199 then
		call('LSET', key, 49, '')
		call('LREM', key, 1, '')
	end
	return codes .. (runner and '\t' .. runner or '') .. '\n'
end

-- The mark of an invocation that is available and, for all that is known, in no queue.
local function mark(o, since)
	call('ZADD', P .. 'unqueued', since, o.id)
end

-- Forgets that an invocation waits with its registration key.
local function leave_key(o)
	if o.k then
		local key = P .. 'k:' .. #o.t .. ':' .. o.t .. ':' .. o.k
		if call('GET', key) == o.id then
			call('DEL', key)
		end
	end
end

-- The token of the latest claim.
local function token_of(o)
	return o.tk and o.ru .. '/' .. o.tk or ''
end

-- The token on record: the owner's, or that of the body that ended it.
local function token_on_record(o)
	return (OWNED[o.s] or (FINAL[o.s] and o.em == o.s)) and token_of(o) or ''
end

local function is_owned_by(o, runner, token)
	return o and OWNED[o.s] and o.ru == runner and token_of(o) == token
end

-- How the body of a claim ended; nil if that is not kept here.
local function outcome(o, token)
	if o.z and token == token_on_record(o) then
		return o.z
	end
	local kept = redis.pcall('HGET', P .. 'z:' .. o.id, token)
	return type(kept) == 'string' and kept or nil
end

-- What those are told who wait for the end of an invocation: its status, token, outcome.
local function ending(o)
	local token = token_on_record(o)
	local result = token ~= '' and outcome(o, token) or ''
	return o.s, token, #result <= TOLD and result or ''
end

local function tell(channels, message)
	for channel in channels:gmatch('%S+') do
		call('PUBLISH', P .. 'j:' .. channel, message)
	end
end

local function tell_end(o, channels)
	local status, token, result = ending(o)
	tell(channels, 'c ' .. o.id .. ' ' .. status .. ' ' .. token .. ' ' .. result)
end

-- A JVM that waits for the end of an invocation, beside those that do already.
local function add_channel(key, channels, channel)
	if not channels:find(channel, 1, true) then
		call('HSET', key, 'w', channels .. channel .. ' ')
	end
end

-- What has left which status and entered which other, by status; whose claims have ended, by runner; and what has ended.
-- The indexes follow at the end of the script, or when one moves that has moved before.
local moved, leaving, entering, disowned, ended = nil, nil, nil, nil, nil

-- Not of a status.
local NOWHERE = ''

-- What is not listed by its status: what is running is what the runners own and is not paused.
local UNLISTED = { [NOWHERE] = true, RUNNING = true }

local function follow()
	if disowned then
		for runner, claims in pairs(disowned) do
			call_all('ZREM', P .. 'ro:' .. runner, claims)
		end
	end
	if leaving then
		for status, ids in pairs(leaving) do
			call_all('ZREM', P .. 'st:' .. status, ids)
		end
	end
	if entering then
		for status, ids in pairs(entering) do
			call_all('ZADD', P .. 'st:' .. status, ids)
		end
	end
	if ended then
		call_all('RPUSH', P .. 'ended', ended)
	end
	moved, leaving, entering, disowned, ended = nil, nil, nil, nil, nil
end

local function append_to(lists, name, value)
	lists = lists or {}
	local list = lists[name]
	if list then
		list[#list + 1] = value
	else
		lists[name] = { value }
	end
	return lists
end

-- Notes that what was running has ended, once in a script.
local function index_end(id, status, runner, tk)
	entering, disowned, indexing = entering or {}, disowned or {}, follow
	local list = entering[status] or {}
	local n = #list
	list[n + 1], list[n + 2], entering[status] = '0', id, list
	list = disowned[runner] or {}
	list[#list + 1], disowned[runner] = id .. tk, list
	list = ended or {}
	list[#list + 1], ended = id, list
end

local function index(id, from, to)
	if moved and moved[id] then
		follow()
	end
	moved, indexing = moved or {}, follow
	moved[id] = true
	if from ~= to then
		if not UNLISTED[from] then
			leaving = append_to(leaving, from, id)
		end
		if not UNLISTED[to] then
			entering = append_to(append_to(entering, to, '0'), to, id)
		end
	end
end

-- What the fields say of the latest ended claim, without the move that ended it, and with it.
local ENDER = { 'er', 'ek' }

local END_OF_CLAIM = { 'em', 'er', 'ek' }

local WAITERS = { 'w' }

-- Enters a status, having passed others, all of them by their codes; the state machine allows it. Beside the status it
-- sets fields, given as name, text and so on, and takes out others, given by name.
local function move(o, codes, to, runner, set, gone)
	local from, owner, tk = o.s, o.ru, o.tk
	if OWNED[from] then
		unhinder()
	end
	local h = history(o.id, o.h or '', o.b, codes, runner, OWNED[from])
	if from == 'REGISTERED' then
		leave_key(o)
	end
	call('HSET', o.key, 's', to, 'c', NOW, 'h', h, unpack(set))
	o.s, o.c, o.h = to, NOW, h
	for i = 1, #set, 2 do
		o[set[i]] = set[i + 1]
	end
	take_off(o, gone)
	-- Not before: what did not happen must not show in the indexes.
	index(o.id, from, to)
	if OWNED[from] and not OWNED[to] then
		disowned, indexing = append_to(disowned, owner, o.id .. tk), follow
	end
end

-- Enters a final status in the same way.
local function finish(o, codes, to, runner, set, gone)
	local channels = o.w
	move(o, codes, to, runner, set, gone)
	ended = ended or {}
	ended[#ended + 1] = o.id
	take_off(o, WAITERS)
	if channels then
		tell_end(o, channels)
	end
end

-- Puts what is available into its queue and wakes a runner for it, if it is due.
local function enqueue(o)
	local due = o.u or o.b
	put(o.id, o, due)
	if tonumber(due) <= T then
		wake(o.q, o.t)
	end
end

-- Opens the next round of availability in the same move, and enqueues it or marks it.
local function move_to_available(o, codes, to, runner, delay, set, gone, enqueued)
	local n = #set
	set[n + 1], set[n + 2], set[n + 3], set[n + 4] = 'u', text(T + delay), 'r', text((o.r or 0) + 1)
	move(o, codes, to, runner, set, gone)
	if enqueued then
		enqueue(o)
	else
		mark(o, o.u)
	end
end

-- How long an invocation is available already; negative if it is not due.
local function waited(o)
	return T - (o.u or o.b)
end

-- The fields of an entry, appended to an answer: id, queue, task, priority, due, depth, sequence, round.
local function append_entry(answer, o)
	local n = #answer
	answer[n + 1], answer[n + 2], answer[n + 3], answer[n + 4] = o.id, o.q, o.t, o.p or '0'
	answer[n + 5], answer[n + 6], answer[n + 7], answer[n + 8] = o.u or o.b, o.d or '0', o.n, o.r or '0'
end

-- Whether the latest ended claim was ended by this very request.
local function is_repeated(o, runner, token, by)
	return o and o.em == by and (o.er or o.ru) == runner
		and (o.er or o.ru) .. '/' .. (o.ek or o.tk or '') == token
end

-- Takes an invocation back from its dead owner.
local function take_back(o)
	local owners = {}
	for owner in (o['do'] or ''):gmatch('[^\n]+') do
		owners[#owners + 1] = owner
	end
	owners[#owners + 1] = o.ru
	if #owners > 10 then
		table.remove(owners, 1)
	end
	local set = { 'do', table.concat(owners, '\n') }
	if tonumber(o.v or 0) < tonumber(o.m) then
		set[3], set[4] = 'v', text((o.v or 0) + 1)
		move_to_available(o, 'rE', 'REROUTED', nil, 0, set, END_OF_CLAIM)
	else
		set[3], set[4] = 'x', 'Its runner died or lost it, and a body is run again only ' .. o.m
			.. ' times (maxRecoveries); its last owners: ' .. table.concat(owners, ', ')
		finish(o, 'rF', 'FAILED', nil, set, END_OF_CLAIM)
	end
end

-- Answers the repetition of a move as the move was answered: what a later claim did does not show.
local function ended_as(o, status)
	local answer = { status }
	if AVAILABLE[status] then
		append_entry(answer, o)
	end
	return answer
end

-- Wakes a runner for each of the entries, as long as there is one for work of its kind.
local function wake_for(entries)
	local hopeless = {}
	for _, entry in ipairs(entries) do
		local lane = lane_of(entry.q, entry.t)
		if not hopeless[lane] then
			hopeless[lane] = not wake(entry.q, entry.t)
		end
	end
end

-- Puts what has been available for long into its queue, wherever it is now, in place of the mark.
local function enqueue_anew(o)
	call('ZREM', P .. 'unqueued', o.id)
	if AVAILABLE[o.s] then
		take_out(o.id, lane_of(o.q, o.t))
		enqueue(o)
	end
end

-- Forgets an invocation that has ended; whole, also what broker and state backend have of it.
local function drop(o, whole)
	local id = o.id
	call('DEL', P .. 'o:' .. id, P .. 'h:' .. id)
	call('ZREM', P .. 'st:' .. o.s, id)
	call('LREM', P .. 'ended', 1, id)
	call('ZREM', P .. 'unqueued', id)
	if o.pa then
		call('ZREM', P .. 'c:' .. o.pa, id)
	end
	if whole then
		take_out(id, lane_of(o.q, o.t))
		call('UNLINK', P .. 'y:' .. id, P .. 'z:' .. id)
		call('ZREM', P .. 'expiring', id)
	end
end

local function main()
