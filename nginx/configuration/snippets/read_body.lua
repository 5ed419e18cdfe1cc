-- Read the request's body within a total time. nginx's client_body_timeout bounds only the pause between two reads: a
-- client that sends a byte now and then would hold its connection and its file for hours.

local MAX_SECONDS = 20 -- the largest play, 480 KB, needs 200 kbit/s
local MAX_PAUSE_SECONDS = 10 -- between two reads
local BUFFER_BYTES = 2048 -- a larger body goes to a file
local NEEDS_LENGTH = { POST = true, PUT = true, PATCH = true }

if ngx.var.http_transfer_encoding then
    return ngx.exit(411) -- the length must be known in advance; browsers always send it
end

-- HTTP/2: Lua has no socket for a stream, so nginx reads, until a second thread says that the time is over. A body may
-- come without a length: for methods that have none it is read and dropped.
if ngx.req.http_version() == 2 then
    if not ngx.var.http_content_length and NEEDS_LENGTH[ngx.req.get_method()] then
        return ngx.exit(411)
    end
    local reading = ngx.thread.spawn(function() ngx.req.read_body() end)
    local waiting = ngx.thread.spawn(function() ngx.sleep(MAX_SECONDS) return "late" end)
    local _, result = ngx.thread.wait(reading, waiting)
    if result == "late" then
        return ngx.exit(408)
    end
    return ngx.thread.kill(waiting)
end

local bytes_left = tonumber(ngx.var.http_content_length) or 0
if bytes_left == 0 then
    return
end

local connection = ngx.req.socket()
ngx.req.init_body(BUFFER_BYTES)
local deadline = ngx.now() + MAX_SECONDS
while bytes_left > 0 do
    local seconds_left = math.max(0.001, deadline - ngx.now())
    connection:settimeout(1000 * math.min(MAX_PAUSE_SECONDS, seconds_left))
    local chunk, problem = connection:receiveany(math.min(BUFFER_BYTES, bytes_left))
    if not chunk then
        return ngx.exit(problem == "timeout" and 408 or 499) -- 499: nginx's own number for a client that went away
    end
    ngx.req.append_body(chunk)
    bytes_left = bytes_left - #chunk
end
ngx.req.finish_body()
