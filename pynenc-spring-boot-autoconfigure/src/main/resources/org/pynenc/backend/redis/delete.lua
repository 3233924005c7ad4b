-- Deletes what the state backend keeps of invocations.
--
-- ARGV[2…] their ids
-- returns  nothing

while position < #ARGV do
	local id = arg()
	call('UNLINK', P .. 'y:' .. id, P .. 'z:' .. id)
	call('HDEL', P .. 'o:' .. id, 'y', 'z')
	call('ZREM', P .. 'expiring', id)
end
return {}
