/**
 * The meters of `../../meters` as Redis keeps them; one test suite runs against both. A state is loaded once a call,
 * changed by all operations of the call, and saved at its end where it was `used`.
 *
 * Each is asked with its state `s` (`s.key`), its numbers `m` (`a` to `d`), a cost and a member. `giveBack` is told when
 * the call was let through, as its replica knows it, and says whether it changed anything.
 */
export const METERS_LUA = `
local function text(number) return string.format('%.3f', number) end
local function num(value, otherwise) return tonumber(value or '') or otherwise end

-- A replica learns how far its clock is off, and may know better now than when it was given a place.
local NEAR_MS = 25

-- Redis forgets what is whole again.
local function expire(key, until_)
  if until_ > now then redis.call('PEXPIRE', key, math.ceil(until_ - now) + 1000) end
end

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

local borrow = {}
function borrow.load(key)
  local s = redis.call('HMGET', key, 'c', 'p', 's', 'n')
  return { closed = num(s[1], 0), paid = num(s[2], 0), started = num(s[3], 0), sent = num(s[4], 0) }
end
function borrow.readyAt(s, m, cost)
  local burst = now < s.started + m.c and s.sent + cost <= m.a
  if now >= s.paid or burst then return now end
  return s.paid
end
function borrow.take(s, m, cost, _, at)
  if at >= s.paid then
    s.started = at
    s.sent = 0
    s.paid = at
  end
  s.sent = s.sent + cost
  s.paid = s.paid + m.b * cost
end
function borrow.giveBack(s, m, cost, _, at)
  if at < s.started - NEAR_MS or s.sent < cost then return false end
  s.sent = s.sent - cost
  if s.sent == 0 then s.paid = 0
  elseif at > s.started + NEAR_MS then s.paid = s.paid - m.b * cost
  -- It began the burst. What is left of it began later: places lie a little ahead.
  else s.paid = math.min(s.paid, math.min(now + farthest, s.started + m.c) + m.b * s.sent) end
  return true
end
function borrow.remaining(s, m)
  if now >= s.paid then return m.a end
  if now < s.started + m.c then return math.max(0, m.a - s.sent) end
  return 0
end
function borrow.freeAt(s) return s.paid end
function borrow.save(s) redis.call('HSET', s.key, 'p', text(s.paid), 's', text(s.started), 'n', s.sent) end

local window = {}
local GRAINS = 100
function window.load(key, m)
  local s = redis.call('HMGET', key, 'c', 'e')
  local entries = {}
  local total = 0
  for first, at, count in string.gmatch(s[2] or '', '([^,;]+),([^,;]+),([^,;]+)') do
    local entry = { tonumber(first), tonumber(at), tonumber(count) }
    if entry[2] + m.b > now then
      entries[#entries + 1] = entry
      total = total + entry[3]
    end
  end
  return { closed = num(s[1], 0), entries = entries, total = total }
end
function window.readyAt(s, m, cost)
  local over = s.total + cost - m.a
  if over <= 0 then return now end
  if cost > m.a then return INFINITE end
  for _, entry in ipairs(s.entries) do
    over = over - entry[3]
    if over <= 0 then return entry[2] + m.b end
  end
  return INFINITE
end
function window.take(s, m, count, _, at)
  local last = s.entries[#s.entries]
  if last and at - last[1] < m.b / GRAINS then
    last[2] = math.max(last[2], at)
    last[3] = last[3] + count
  else
    s.entries[#s.entries + 1] = { at, at, count }
  end
  s.total = s.total + count
end
function window.giveBack(s, _, count)
  local left = count
  for index = #s.entries, 1, -1 do
    local entry = s.entries[index]
    local given = math.min(entry[3], left)
    entry[3] = entry[3] - given
    s.total = s.total - given
    left = left - given
    if entry[3] == 0 then table.remove(s.entries, index) end
  end
  return left < count
end
function window.calibrate(s, m, used)
  if used > s.total then window.take(s, m, used - s.total, nil, now) end
  while s.total > used and s.entries[1] do
    local oldest = s.entries[1]
    local surplus = math.min(oldest[3], s.total - used)
    oldest[3] = oldest[3] - surplus
    s.total = s.total - surplus
    if oldest[3] == 0 then table.remove(s.entries, 1) end
  end
end
function window.remaining(s, m) return math.max(0, m.a - s.total) end
function window.freeAt(s, m)
  local last = s.entries[#s.entries]
  return last and last[2] + m.b or 0
end
function window.save(s)
  local parts = {}
  for index, entry in ipairs(s.entries) do
    parts[index] = text(entry[1]) .. ',' .. text(entry[2]) .. ',' .. entry[3]
  end
  redis.call('HSET', s.key, 'e', table.concat(parts, ';'))
end

-- The score of a member: the millisecond in which it was counted last, and in its thousandths how often after the first
-- time. What is counted as often as can be told is never given back.
local unique = {}
local MOST_AGAIN = 999
local function againOf(score) return math.floor(score % 1 * 1000 + 0.5) end
function unique.load(key, m)
  local members = key .. ':m'
  redis.call('ZREMRANGEBYSCORE', members, '-inf', text(now - m.b))
  return { closed = num(redis.call('HGET', key, 'c'), 0), members = members, size = redis.call('ZCARD', members) }
end
function unique.readyAt(s, m, _, member)
  if s.size < m.a or redis.call('ZSCORE', s.members, member) then return now end
  local surplus = s.size - m.a
  local next = redis.call('ZRANGE', s.members, surplus, surplus, 'WITHSCORES')
  return next[2] and tonumber(next[2]) + m.b or INFINITE
end
function unique.take(s, m, cost, member, at)
  local score = math.ceil(at)
  local again = cost - 1
  local known = redis.call('ZADD', s.members, 'NX', text(score + math.min(again, MOST_AGAIN) / 1000), member) == 0
  if not known then s.size = s.size + 1 return end
  local before = tonumber(redis.call('ZSCORE', s.members, member))
  again = math.min(againOf(before) + cost, MOST_AGAIN)
  redis.call('ZADD', s.members, text(math.max(score, math.floor(before)) + again / 1000), member)
end
function unique.giveBack(s, m, cost, member)
  local score = tonumber(redis.call('ZSCORE', s.members, member) or '')
  if not score or againOf(score) == MOST_AGAIN then return false end
  local left = againOf(score) - cost
  if left >= 0 then
    redis.call('ZADD', s.members, text(math.floor(score) + left / 1000), member)
  else
    s.size = s.size - redis.call('ZREM', s.members, member)
  end
  return true
end
function unique.join(s, other, say)
  local members = redis.call('ZRANGE', other.members, 0, -1, 'WITHSCORES')
  say(#members / 2)
  if #members == 0 then return end
  for index = 1, #members, 2 do
    local score = tonumber(members[index + 1])
    say(members[index])
    say(now - math.floor(score))
    unique.take(s, nil, 1 + againOf(score), members[index], math.floor(score))
  end
  redis.call('DEL', other.members)
  other.size = 0
  s.used = true
end
function unique.remaining(s, m) return math.max(0, m.a - s.size) end
function unique.freeAt(s, m)
  local last = redis.call('ZRANGE', s.members, -1, -1, 'WITHSCORES')
  return last[2] and tonumber(last[2]) + m.b or 0
end
function unique.save(s, m) redis.call('PEXPIRE', s.members, math.ceil(m.b)) end

local gate = {}
function gate.load(key) return { closed = num(redis.call('HGET', key, 'c'), 0) } end
function gate.readyAt() return now end
function gate.take() end
function rate.giveBack() return false end
gate.giveBack = rate.giveBack
function gate.remaining() return -1 end
function gate.freeAt() return 0 end
function gate.save() end

local METERS = { r = rate, b = borrow, w = window, u = unique, g = gate }
`;
