-- Lets a JVM be told of the ends of invocations; those that have ended already are told at once.
--
-- ARGV     channel of the JVM, the ids
-- returns  of each that has ended: id, status, token ('' if no body ended it), outcome ('' if it is large or elsewhere)

local channel, answer = ARGV[2], {}

local function answer_ended(id)
	-- The words that only this needs come here.

	local o = look_up(id)
	answer[#answer + 1] = id
	answer[#answer + 1], answer[#answer + 2], answer[#answer + 3] = ending(o)
end

for i = 3, #ARGV do
	local key = P .. 'o:' .. ARGV[i]
	local there = redis.pcall('HMGET', key, 's', 'w')
	local s = there[1]
	if s == 'SUCCESS' or s == 'FAILED' or s == 'CANCELLED' or s == 'CONCURRENCY_CONTROLLED_FINAL' then
		answer_ended(ARGV[i])
	elseif s then
		unhinder()
		add_channel(key, there[2] or '', channel)
	end
end
return answer
