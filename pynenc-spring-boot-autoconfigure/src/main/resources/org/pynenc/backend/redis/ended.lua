-- The invocations that ended long enough ago, the one that ended first comes first.
--
-- ARGV     how long ago, limit
-- returns  the ids

local retention, limit = argnumber(), arg()
return call('ZRANGEBYSCORE', P .. 'ended', '-inf', text(T - retention), 'LIMIT', 0, limit)
