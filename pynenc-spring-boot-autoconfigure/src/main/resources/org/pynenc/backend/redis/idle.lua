-- Marks a runner as one that waits for a wake-up.
--
-- ARGV     runner
-- returns  nothing

rest(arg())
return {}
