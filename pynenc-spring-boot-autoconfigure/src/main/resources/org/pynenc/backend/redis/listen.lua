-- Lets a JVM be told of the ends of invocations; those that have ended already are told at once.
--
-- ARGV     channel of the JVM, the ids
-- returns  of each that has ended: id, status, token ('' if no body ended it), outcome ('' if it is large or elsewhere)

local channel, final = ARGV[2], {}

local function answer()
	-- The words that only this needs come here.

	local texts = {}
	for _, id in ipairs(final) do
		local status, token, result = ending(look_up(id))
		local n = #texts
		texts[n + 1], texts[n + 2], texts[n + 3], texts[n + 4] = id, status, token, result
	end
	return texts
end

for i = 3, #ARGV do
	local key = P .. 'o:' .. ARGV[i]
	local there = redis.pcall('HMGET', key, 's', 'w')
	local s = there[1]
	if s == 'SUCCESS' or s == 'FAILED' or s == 'CANCELLED' or s == 'CONCURRENCY_CONTROLLED_FINAL' then
		final[#final + 1] = ARGV[i]
	elseif s then
		unhinder()
		add_channel(key, there[2] or '', channel)
	end
end
return final[1] and answer() or final
