-- Lets a JVM be told of the ends of invocations; those that have ended already are told at once.
--
-- ARGV     channel of the JVM, the ids
-- returns  of each that has ended: id, status, token ('' if no body ended it), outcome ('' if it is large or elsewhere)

local channel, answer = arg(), {}
while position < #ARGV do
	local o = find(arg())
	if o and FINAL[o.s] then
		answer[#answer + 1] = o.id
		answer[#answer + 1], answer[#answer + 2], answer[#answer + 3] = ending(o)
	elseif o then
		unhinder()
		await_end(o, channel)
	end
end
return answer
