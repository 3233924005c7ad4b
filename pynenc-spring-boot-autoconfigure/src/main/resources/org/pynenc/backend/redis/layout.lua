-- Does nothing but what every script does first: looks at the version of the layout, or sets it.
--
-- returns  the version

return { LAYOUT }
