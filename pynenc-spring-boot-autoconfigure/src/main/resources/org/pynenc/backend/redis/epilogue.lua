end

-- How every script ends: what it has done shows in the indexes, even if it failed in the middle.
local done, answer = pcall(main)
local arrived, fault = true, nil
if arrival then
	arrived, fault = pcall(arrival)
end
if indexing then
	indexing()
end
if done and arrived then
	return answer
end
if done then
	answer = fault
end
return redis.error_reply(type(answer) == 'table' and answer.err or tostring(answer))
end
return script()
