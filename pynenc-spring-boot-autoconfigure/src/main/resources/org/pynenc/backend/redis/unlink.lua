-- One bounded step on the way through all keys of the server: deletes those of this application whose names, without
-- the application's prefix, begin as given. Other keys are passed over.
--
-- ARGV[2]  the cursor, 0 at first
-- ARGV[3…] how the names begin
-- returns  the next cursor, 0 at the end

local step = call('SCAN', arg(), 'COUNT', 1000)
local beginnings = {}
while position < #ARGV do
	beginnings[#beginnings + 1] = P .. arg()
end
for _, key in ipairs(step[2]) do
	for _, beginning in ipairs(beginnings) do
		if key:sub(1, #beginning) == beginning then
			call('UNLINK', key)
			break
		end
	end
end
return { step[1] }
