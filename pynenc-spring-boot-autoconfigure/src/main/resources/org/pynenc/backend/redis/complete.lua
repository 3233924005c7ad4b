-- Ends invocations, most of them with the outcomes of their bodies. What is wrong with one does not concern the others.
--
-- ARGV     of each: id, runner, token, SUCCESS or FAILED, the outcome (bytes; '' if it is saved already, or there is
--          none), why there is none ('' if there is one)
-- returns  of each: the status; '' if the claim no longer counts or is paused; 'ERROR' and the reason
-- publishes the ends to those who wait for them

-- What of an invocation takes part; nil if it is not there.
local function look(id)
	local key = P .. 'o:' .. id
	local values = redis.pcall('HMGET', key, 's', 'b', 'h', 'ru', 'tk', 'w', 'em')
	if not values[1] then
		return nil
	end
	local o = { id = id, key = key, s = values[1], b = values[2], h = values[3] or nil, ru = values[4] or nil,
		tk = values[5] or nil, w = values[6] or nil, em = values[7] or nil, er = nil, ek = nil, c = nil, z = nil }
	if o.em then
		values = call('HMGET', key, 'er', 'ek')
		o.er, o.ek = values[1] or nil, values[2] or nil
	end
	return o
end

local function complete(id, runner, token, status, result, why)
	local o = look(id)
	if is_repeated(o, runner, token, status) then
		return status
	end
	if not is_owned_by(o, runner, token) or o.s ~= 'RUNNING' then
		return ''
	end
	local set = { 'em', status }
	if why ~= '' then
		set[3], set[4] = 'x', why
	elseif result ~= '' and #result <= SMALL then
		set[3], set[4] = 'z', result
	elseif result ~= '' then
		unhinder()
		call('HSET', P .. 'z:' .. id, token, result)
	end
	finish(o, status == 'SUCCESS' and 'S' or 'F', status, runner, set, ENDER)
	return status
end

local answer = {}
while position < #ARGV do
	local done, status = pcall(complete, arg(), arg(), arg(), arg(), arg(), arg())
	answer[#answer + 1] = done and status or 'ERROR ' .. reason(status)
end
return answer
