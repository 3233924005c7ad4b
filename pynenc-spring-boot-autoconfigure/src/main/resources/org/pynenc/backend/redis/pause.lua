-- Notes that a body waits for others, unless all of them have ended or are gone.
--
-- ARGV     id, runner, token, 1 to move those to the front of their queues in the same step, their ids
-- returns  PAUSED and the ids of those that are available; NOT_NEEDED; or LOST

local id, runner, token, front = arg(), arg(), arg(), arg() == '1'
local o = look_up(id)
if not is_owned_by(o, runner, token) then
	return { 'LOST' }
end
unhinder()
local answer, needed, seen = { 'PAUSED' }, o.s == 'PAUSED', {}
while position < #ARGV do
	local other = arg()
	local found = not seen[other] and redis.pcall('HMGET', P .. 'o:' .. other, 's', 'q', 't', 'd')
	seen[other] = true
	if found and found[1] then
		needed = needed or not FINAL[found[1]]
		if AVAILABLE[found[1]] then
			answer[#answer + 1] = other
			if front then
				promote(other, lane_of(found[2], found[3]), found[4] or 0)
			end
		end
	end
end
if not needed then
	return { 'NOT_NEEDED' }
end
if o.s ~= 'PAUSED' then
	move(o, 'W', 'PAUSED', runner, {}, {})
end
return answer
