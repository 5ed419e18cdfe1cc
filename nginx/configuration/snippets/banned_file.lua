-- The file that services/fail2ban writes for a banned client: named after the IPv4 address, or the /64 of IPv6 as short
-- as it can be written. For an answer with an error page nginx comes here again: then the folder, which is no file.

local FOLDER = "/var/lib/toponaut-bans/banned/"
if ngx.req.is_internal() then
    return FOLDER
end

local address = ngx.var.binary_remote_addr
if address:sub(1, 12) == ("\0"):rep(10) .. "\255\255" then -- an IPv4 address in the form of IPv6
    address = address:sub(13)
end
if #address == 4 then
    return FOLDER .. ("%d.%d.%d.%d"):format(address:byte(1, 4))
end

local groups = {}
for i = 1, 7, 2 do
    groups[#groups + 1] = ("%x"):format(address:byte(i) * 256 + address:byte(i + 1))
end
while groups[#groups] == "0" do
    groups[#groups] = nil
end
return FOLDER .. table.concat(groups, ":") .. "::"
