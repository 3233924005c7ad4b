-- Ends invocations, most of them with the outcomes of their bodies. What is wrong with one does not concern the others.
--
-- ARGV     of each: id, runner, token, SUCCESS or FAILED, the outcome (bytes; '' if it is saved already, or there is
--          none), why there is none ('' if there is one)
-- returns  of each: the status; '' if the claim no longer counts or is paused; 'ERROR' and the reason
-- publishes the ends to those who wait for them

local function answer_otherwise(id, runner, token, status)
	-- The words that only this needs come here.

	return is_repeated(look_up(id), runner, token, status) and status or ''
end

local function outcome_told(id, token, result, why)
	if result == '' or why ~= '' then
		result = redis.pcall('HGET', P .. 'z:' .. id, token)
		result = type(result) == 'string' and result or ''
	end
	return #result <= TOLD and result or ''
end

-- The same as finish() of the prelude, for what is running and without all that it can do besides.
local function complete(id, runner, token, status, result, why)
	local key = P .. 'o:' .. id
	local there = redis.pcall('HMGET', key, 's', 'ru', 'tk', 'b', 'h', 'w', 'er')
	local tk, channels = there[3], there[6]
	if there[1] ~= 'RUNNING' or there[2] ~= runner or runner .. '/' .. tk ~= token then
		return answer_otherwise(id, runner, token, status)
	end
	unhinder()
	local h = history(id, there[5] or '', there[4], status == 'SUCCESS' and 'S' or 'F', runner, true)
	if why ~= '' then
		call('HSET', key, 's', status, 'c', NOW, 'h', h, 'em', status, 'x', why)
	elseif result == '' then
		call('HSET', key, 's', status, 'c', NOW, 'h', h, 'em', status)
	elseif #result <= SMALL then
		call('HSET', key, 's', status, 'c', NOW, 'h', h, 'em', status, 'z', result)
	else
		call('HSET', P .. 'z:' .. id, token, result)
		call('HSET', key, 's', status, 'c', NOW, 'h', h, 'em', status)
	end
	if there[7] then
		call('HDEL', key, 'er', 'ek')
	end
	-- Not before: what did not happen must not show in the indexes.
	index_end(id, status, runner, tk)
	if channels then
		call('HDEL', key, 'w')
		tell(channels, 'c ' .. id .. ' ' .. status .. ' ' .. token .. ' ' .. outcome_told(id, token, result, why))
	end
	return status
end

local answer = {}
for i = 2, #ARGV, 6 do
	local done, status = pcall(complete, unpack(ARGV, i, i + 5))
	answer[#answer + 1] = done and status or 'ERROR ' .. (type(status) == 'table' and status.err or tostring(status))
end
return answer
