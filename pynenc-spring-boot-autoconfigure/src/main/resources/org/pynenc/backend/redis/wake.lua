-- Wakes idle runners for work that became available.
--
-- ARGV     of each entry: queue, task
-- returns  nothing
-- publishes the wake-ups

local entries = {}
while position < #ARGV do
	entries[#entries + 1] = { q = arg(), t = arg() }
end
wake_for(entries)
return {}
