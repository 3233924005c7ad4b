-- Marks a runner as one that waits for a wake-up, if it is alive.
--
-- ARGV     runner
-- returns  nothing

local runner = arg()
if is_alive(runner) then
	rest(runner)
end
return {}
