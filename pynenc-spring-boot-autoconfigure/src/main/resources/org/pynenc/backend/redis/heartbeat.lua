-- Announces a runner or renews its lease, and gives back the claims of answered requests that it does not hold.
--
-- ARGV     runner, channel of its JVM, slots, lease, number of the last request answered
--          number of its queues (0 for all), the queues; number of its tasks, the tasks
--          number of tokens held, the tokens
-- returns  the tokens held that no longer count
-- publishes the end of a paused one that was lost and is not run again

local runner, channel, slots, lease, answered = arg(), arg(), arg(), argnumber(), argnumber()
local queues, tasks = argset(), argset()
local held = argset()

local function keep(key, set)
	local members = {}
	for member in pairs(set) do
		members[#members + 1] = member
	end
	call('DEL', key)
	call_all('SADD', key, members)
end

-- First what a full server does not refuse: then the rest is not refused either.
call('PERSIST', P .. 'r:' .. runner)
call('HSET', P .. 'r:' .. runner, 'sl', slots, 'hb', NOW, 'l', text(T + lease), 'ch', channel)
call('ZADD', P .. 'runners', text(T + lease), runner)
keep(P .. 'rq:' .. runner, queues)
keep(P .. 'rt:' .. runner, tasks)

local lost = held
local owned = call('ZRANGE', P .. 'ro:' .. runner, 0, -1, 'WITHSCORES')
for i = 1, #owned, 2 do
	local token = runner .. '/' .. owned[i]:sub(37)
	if tonumber(owned[i + 1]) <= answered and not held[token] then
		local o = look_up(owned[i]:sub(1, 36))
		if not is_owned_by(o, runner, token) then
			call('ZREM', P .. 'ro:' .. runner, owned[i])
		elseif o.s == 'PAUSED' then
			-- It has reached its runner, so its body was lost since.
			pcall(take_back, o)
		else
			pcall(move_to_available, o, 'pE', 'REROUTED', nil, 0, {}, END_OF_CLAIM)
			-- Nobody enqueues it but the next recovery.
			mark(o, 0)
		end
	else
		lost[token] = nil
	end
end

local answer = {}
for token in pairs(lost) do
	answer[#answer + 1] = token
end
return answer
