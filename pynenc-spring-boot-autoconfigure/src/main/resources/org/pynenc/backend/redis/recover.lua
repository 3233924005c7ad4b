-- Takes back what dead runners own, and finds what has been unqueued for too long.
--
-- ARGV     how long that is, limit, 1 to enqueue what is found in the same step
-- returns  number of those taken back, of each id, task, status; then the entries of what is to be enqueued
-- publishes the end of what is not run again; a wake-up for what is enqueued

local unqueued_for, limit, enqueued = argnumber(), argnumber(), arg() == '1'
local KEPT = 3600000
local recovered, entries, found = {}, {}, {}

local function add(o)
	if not found[o.id] then
		found[o.id] = true
		entries[#entries + 1] = o
	end
end

-- What nobody owns any more is forgotten with its runner, which may come back.
local function bury(runner)
	call('ZREM', P .. 'runners', runner)
	for _, kind in ipairs({ 'r:', 'rq:', 'rt:' }) do
		call('PEXPIRE', P .. kind .. runner, KEPT)
	end
	call('ZREM', P .. 'idle', runner)
end

for _, runner in ipairs(call('ZRANGEBYSCORE', P .. 'runners', '-inf', T, 'LIMIT', 0, 100)) do
	local owned = P .. 'ro:' .. runner
	if #recovered < limit then
		for _, claim in ipairs(call('ZRANGE', owned, 0, limit - #recovered - 1)) do
			local o = look_up(claim:sub(1, 36))
			if not is_owned_by(o, runner, runner .. '/' .. claim:sub(37)) then
				call('ZREM', owned, claim)
			-- One that is broken must not keep the rest from being recovered.
			elseif pcall(take_back, o) then
				recovered[#recovered + 1] = o
				if AVAILABLE[o.s] then
					add(o)
				end
			end
		end
		follow()
	end
	if call('EXISTS', owned) == 0 then
		bury(runner)
	end
end

local left = limit - #recovered
if left > 0 then
	for _, id in ipairs(call('ZRANGEBYSCORE', P .. 'unqueued', '-inf', text(T - unqueued_for), 'LIMIT', 0, left)) do
		local o = look_up(id)
		if o then
			add(o)
		else
			call('ZREM', P .. 'unqueued', id)
		end
	end
end

local answer = { tostring(#recovered) }
for _, o in ipairs(recovered) do
	answer[#answer + 1] = o.id
	answer[#answer + 1] = o.t
	answer[#answer + 1] = o.s
end
for _, o in ipairs(entries) do
	append_entry(answer, o)
	if enqueued then
		call('ZREM', P .. 'expiring', o.id)
		-- A queue that is something else must not keep the rest from being recovered.
		if not pcall(enqueue_anew, o) then
			mark(o, NOW)
		end
	end
end
return answer
