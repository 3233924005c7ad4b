-- A page of the invocations with a parent, the oldest id first.
--
-- ARGV     parent, the last id of the page before ('' for the first page), limit
-- returns  the ids

local parent, after, limit = arg(), arg(), arg()
return call('ZRANGEBYLEX', P .. 'c:' .. parent, after == '' and '-' or '(' .. after, '+', 'LIMIT', 0, limit)
