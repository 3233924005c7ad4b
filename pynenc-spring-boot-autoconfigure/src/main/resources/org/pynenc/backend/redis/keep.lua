-- Takes the expiry off invocations that have not expired yet.
--
-- ARGV[2…] their ids
-- returns  nothing

while position < #ARGV do
	local id = arg()
	local expires = call('ZSCORE', P .. 'expiring', id)
	if expires and tonumber(expires) > T then
		call('ZREM', P .. 'expiring', id)
	end
end
return {}
