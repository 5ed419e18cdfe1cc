-- Read the request's body within a total time. client_body_timeout bounds only the pause between two reads: a client that
-- sends a byte now and then would hold its connection and its file for hours.

local MAX_SECONDS = 20 -- the largest play, 300 KB, needs 120 kbit/s
local BUFFER_BYTES = 2048 -- a larger body goes to a file

if ngx.var.http_transfer_encoding then
    return ngx.exit(411) -- the length must be known in advance; browsers always send it
end
local bytes_left = tonumber(ngx.var.http_content_length) or 0
if bytes_left == 0 then
    return
end

local connection = ngx.req.socket()
ngx.req.init_body(BUFFER_BYTES)
local deadline = ngx.now() + MAX_SECONDS
while bytes_left > 0 do
    connection:settimeout(math.max(1, 1000 * (deadline - ngx.now())))
    local chunk, problem = connection:receiveany(math.min(BUFFER_BYTES, bytes_left))
    if not chunk then
        return ngx.exit(problem == "timeout" and 408 or 499) -- 499: nginx's own number for a client that went away
    end
    ngx.req.append_body(chunk)
    bytes_left = bytes_left - #chunk
end
ngx.req.finish_body()
