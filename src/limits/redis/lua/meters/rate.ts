/** As `limits/meters/rate.ts`, in Redis. */
export const RATE_LUA = `
-- Places that lie within the window, in the order of time, in a list; those of this call are in 'new' until it ends.
local rate = {}
local LOOKED_AT = 8
function rate.load(key, m)
  local s = redis.call('HMGET', key, 'c', 't')
  local list = key .. ':p'
  repeat
    local oldest = redis.call('LRANGE', list, 0, LOOKED_AT - 1)
    local over = 0
    while over < #oldest and tonumber(oldest[over + 1]) + m.b <= now do over = over + 1 end
    if over > 0 then redis.call('LTRIM', list, over, -1) end
  until over < LOOKED_AT
  return { closed = num(s[1], 0), tat = num(s[2], 0), list = list, size = redis.call('LLEN', list), new = {} }
end
function rate.readyAt(s, m)
  local taken = s.size + #s.new
  local ready = s.tat - m.d
  if taken < m.a then return ready end
  local before = taken - m.a
  local place = before < s.size and redis.call('LINDEX', s.list, before) or s.new[before - s.size + 1]
  return math.max(ready, tonumber(place) + m.b)
end
function rate.take(s, m, cost, _, at)
  for _ = 1, cost do s.new[#s.new + 1] = at end
  s.tat = math.max(s.tat, at) + m.c * cost
end
local function push(s)
  for first = 1, #s.new, 1000 do
    local places = {}
    for index = first, math.min(first + 999, #s.new) do
      places[#places + 1] = text(s.new[index])
      if s.tail then s.tail[#s.tail + 1] = s.new[index] end
    end
    redis.call('RPUSH', s.list, unpack(places))
  end
  s.size = s.size + #s.new
  s.new = {}
end
-- The newest places, so many at least.
local function tailOf(s, most)
  if s.tail and #s.tail >= math.min(most, s.size) then return s.tail end
  s.tail = redis.call('LRANGE', s.list, -most, -1)
  for index = 1, #s.tail do s.tail[index] = tonumber(s.tail[index]) end
  return s.tail
end
local function putPlace(s, index, at)
  redis.call('LSET', s.list, index - #s.tail - 1, text(at))
  s.tail[index] = at
end
-- A call left later than its place, which is looked for among the newest by the nearest time. It goes behind those that
-- left before it: places stay in the order of time.
function rate.move(s, from, later)
  push(s)
  for _, most in ipairs({ 64, 1024 }) do
    local places = tailOf(s, most)
    local nearest, distance = nil, NEAR_MS
    local index = #places
    while index > 0 and places[index] > from - NEAR_MS do
      local apart = math.abs(places[index] - from)
      if apart < distance then nearest, distance = index, apart end
      index = index - 1
    end
    if nearest then
      while nearest < #places and places[nearest + 1] < from + later do
        putPlace(s, nearest, places[nearest + 1])
        nearest = nearest + 1
      end
      return putPlace(s, nearest, from + later)
    end
    if index > 0 or #places == s.size then return end
  end
end
function rate.remaining(s, m) return math.max(0, m.a - s.size - #s.new) end
function rate.freeAt(s, m)
  local last = s.new[#s.new] or redis.call('LINDEX', s.list, -1)
  return last and tonumber(last) + m.b or 0
end
function rate.save(s, m)
  push(s)
  redis.call('HSET', s.key, 't', text(s.tat))
  expire(s.list, rate.freeAt(s, m))
end
function rate.giveBack() return false end
`;
