-- Sends the requests of a file in turn; prints what was counted as the last line.
-- Arguments: the file, seconds after which no new request is sent (0: until wrk ends), a prefix for the keys.
local ffi = require("ffi")
ffi.cdef("typedef struct { long sec; long nsec; } bench_time; int clock_gettime(int clock, bench_time *out);")
local moment = ffi.new("bench_time")
local threads = 0

local function now()
  ffi.C.clock_gettime(1, moment)
  return tonumber(moment.sec) + tonumber(moment.nsec) / 1e9
end

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  local requests = dofile(args[1])
  local seconds, prefix = tonumber(args[2]), args[3]
  local turn, sent = number * 7, 0
  local ready = {}
  for place, each in ipairs(requests) do
    if not each.body:find("{key}", 1, true) then
      ready[place] = wrk.format(each.method, each.path, each.headers, each.body ~= "" and each.body or nil)
    end
  end
  function request()
    local place = turn % #requests + 1
    turn = turn + 1
    if ready[place] then return ready[place] end
    local each = requests[place]
    sent = sent + 1
    local key = string.format("%s-%d-%d", prefix, number, sent)
    return wrk.format(each.method, each.path, each.headers, (each.body:gsub("{key}", key, 1)))
  end
  if seconds > 0 then
    local stop = now() + seconds
    function delay() return now() < stop and 0 or 3600000 end
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\nBENCH {"answers": %d, "refused": %d, "lost": %d, "microseconds": %d, "mean": %d, "p50": %d, "p95": %d, "p99": %d}\n',
    summary.requests, errors.status, errors.connect + errors.read + errors.write + errors.timeout, summary.duration,
    latency.mean, latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end
