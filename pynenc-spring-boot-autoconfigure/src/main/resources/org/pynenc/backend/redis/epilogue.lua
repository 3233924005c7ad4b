end

-- How every script ends: what it has done shows in the indexes, even if it failed in the middle.
local done, answer = pcall(main)
local arrived, fault = pcall(arrive)
if next(moved) then
	follow()
end
if not done then
	return redis.error_reply(reason(answer))
elseif not arrived then
	return redis.error_reply(reason(fault))
end
return answer
end
return script()
