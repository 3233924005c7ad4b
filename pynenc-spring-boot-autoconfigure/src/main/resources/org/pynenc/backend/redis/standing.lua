-- A page of what stands at a status, the newest id first.
--
-- ARGV     status, the last id of the page before ('' for the first page), limit
-- returns  the ids

local status, after, limit = arg(), arg(), arg()
return call('ZREVRANGEBYLEX', P .. 'st:' .. status, after == '' and '+' or '(' .. after, '-', 'LIMIT', 0, limit)
