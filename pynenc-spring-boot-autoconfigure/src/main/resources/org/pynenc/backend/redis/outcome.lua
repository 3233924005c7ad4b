-- Reads how the body of a claim ended.
--
-- ARGV[2]  id
-- ARGV[3]  token
-- returns  the outcome, '' if it is not there or has expired

local id, token = arg(), arg()
local expires = call('ZSCORE', P .. 'expiring', id)
if expires and tonumber(expires) <= T then
	return { '' }
end
local o = look_up(id) or { id = id }
return { outcome(o, token) or '' }
