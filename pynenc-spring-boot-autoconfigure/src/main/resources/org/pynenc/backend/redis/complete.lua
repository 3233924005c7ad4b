-- Ends invocations, most of them with the outcomes of their bodies. What is wrong with one does not concern the others.
--
-- ARGV     of each: id, runner, token, SUCCESS or FAILED, the outcome (bytes; '' if it is saved already, or there is
--          none), why there is none ('' if there is one)
-- returns  of each: the status; '' if the claim no longer counts or is paused; 'ERROR' and the reason
-- publishes the ends to those who wait for them

local function complete(id, runner, token, status, result, why)
	local o = find(id)
	if is_repeated(o, runner, token, status) then
		return status
	end
	if not is_owned_by(o, runner, token) or o.s ~= 'RUNNING' then
		return ''
	end
	local fields = { em = status, er = false, ek = false, x = why ~= '' and why }
	if result ~= '' and #result <= SMALL then
		fields.z = result
	elseif result ~= '' then
		-- As in move: a full server refuses none but the first.
		call('PERSIST', P .. 'o:' .. id)
		call('HSET', P .. 'z:' .. id, token, result)
	end
	move(o, status == 'SUCCESS' and 'S' or 'F', status, runner, fields)
	return status
end

local answer = {}
while position < #ARGV do
	local done, status = pcall(complete, arg(), arg(), arg(), arg(), arg(), arg())
	answer[#answer + 1] = done and status or 'ERROR ' .. reason(status)
end
return answer
