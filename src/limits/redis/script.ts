/** Between two ways of counting a second passes in which no rate is used: none sees both. */
export const PAUSE_MS = 1_046;

/** When replicas that were without Redis share again. */
export const RETURN_KEY = '{limits}:return';

/** Says when Redis was told all that was taken before. Without it, Redis has lost its memory or never had one. */
export const MEMORY_KEY = '{limits}:memory';
/** What the script answers then: nothing is granted before Redis knows. */
export const FORGOTTEN = 'FORGOTTEN Redis does not know what was taken before.';

/**
 * What Redis does for the limits, in one step that nothing comes between. Times are Redis's own, in milliseconds, so that
 * the clocks of the replicas do not matter. The meters are those of `../meters`; one test suite runs against both.
 *
 * KEYS: one for each charge, in the order of the arguments.
 * ARGV: operation; how far ahead a place may lie at most; then for each claim: how far its own may, its number of
 * charges, and for each of them kind, a, b, c, d, cost, member.
 * Answers the time, then for each claim `1`, its time, and for each charge what is left and when all of it is; or `0`,
 * the place of the charge in the way, and when that could pass (`-1`: never).
 */
export const LIMITS_SCRIPT = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + clock[2] / 1000
local BORN = '{limits}:born'
local MEMORY = '{limits}:memory'
local RETURN = '${RETURN_KEY}'
local PAUSE = ${PAUSE_MS}
local INFINITE = math.huge

local function text(number)
  if number == INFINITE then return '-1' end
  return string.format('%.3f', number)
end

local function num(value, otherwise)
  return tonumber(value or '') or otherwise
end

-- Places may have been given out that a Redis with empty memory knows nothing of.
local function bornAt()
  local born = redis.call('GET', BORN)
  if born then return tonumber(born) end
  redis.call('SET', BORN, text(now))
  return now
end

local rate = {}
function rate.load(key, m)
  local s = redis.call('HMGET', key, 'c', 't', 'n', 'l')
  local state = { closed = num(s[1], 0), tat = num(s[2], 0), taken = num(s[3], 0) }
  -- Another limit than before: the newest places are kept, as far as it has room for them.
  local before = num(s[4], m.a)
  if before ~= m.a then
    local kept = math.min(state.taken, before, m.a)
    local places = {}
    for index = state.taken - kept, state.taken - 1 do
      places[#places + 1] = redis.call('HGET', key, 'p' .. (index % before))
    end
    redis.call('DEL', key)
    if state.closed > now then redis.call('HSET', key, 'c', text(state.closed)) end
    for index = 1, #places do redis.call('HSET', key, 'p' .. ((index - 1) % m.a), places[index]) end
    state.taken = #places
    redis.call('HSET', key, 't', text(state.tat), 'n', state.taken, 'l', m.a)
  end
  return state
end
function rate.readyAt(key, s, m)
  local place = num(redis.call('HGET', key, 'p' .. (s.taken % m.a)), 0)
  return math.max(s.tat - m.d, place > 0 and place + m.b or 0)
end
function rate.take(key, s, m, at)
  for _ = 1, m.cost do
    redis.call('HSET', key, 'p' .. (s.taken % m.a), text(at))
    s.taken = s.taken + 1
  end
  s.tat = math.max(s.tat, at) + m.c * m.cost
  redis.call('HSET', key, 't', text(s.tat), 'n', s.taken, 'l', m.a)
end
-- A call left later than its place, which is looked for among the newest by the nearest time. It goes behind those that
-- left before it: places stay in the order of time.
function rate.move(key, s, m, from, later)
  local fields = {}
  for back = 1, math.min(400, m.a, s.taken) do fields[back] = 'p' .. ((s.taken - back) % m.a) end
  if #fields == 0 then return end
  local places = redis.call('HMGET', key, unpack(fields))
  local nearest, distance = nil, 1
  for index, place in ipairs(places) do
    local apart = math.abs(num(place, 0) - from)
    if apart < distance then nearest, distance = index, apart end
  end
  if not nearest then return end
  local changed = {}
  local index = nearest
  while index > 1 and num(places[index - 1], 0) < from + later do
    changed[#changed + 1] = fields[index]
    changed[#changed + 1] = places[index - 1]
    index = index - 1
  end
  redis.call('HSET', key, fields[index], text(from + later), unpack(changed))
end
function rate.remaining(key, s, m)
  -- By halving: places are in the order of time.
  local low = math.max(0, s.taken - m.a)
  local high = s.taken
  while low < high do
    local middle = math.floor((low + high) / 2)
    local place = num(redis.call('HGET', key, 'p' .. (middle % m.a)), 0)
    if place + m.b <= now then low = middle + 1 else high = middle end
  end
  return m.a - (s.taken - low)
end
function rate.freeAt(key, s, m)
  if s.taken == 0 then return 0 end
  return num(redis.call('HGET', key, 'p' .. ((s.taken - 1) % m.a)), 0) + m.b
end

local borrow = {}
function borrow.load(key)
  local s = redis.call('HMGET', key, 'c', 'p', 's', 'n')
  return { closed = num(s[1], 0), paid = num(s[2], 0), started = num(s[3], 0), sent = num(s[4], 0) }
end
function borrow.readyAt(key, s, m)
  local burst = now < s.started + m.c and s.sent + m.cost <= m.a
  if now >= s.paid or burst then return now end
  return s.paid
end
function borrow.take(key, s, m, at)
  if at >= s.paid then
    s.started = at
    s.sent = 0
    s.paid = at
  end
  s.sent = s.sent + m.cost
  s.paid = s.paid + m.b * m.cost
  redis.call('HSET', key, 'p', text(s.paid), 's', text(s.started), 'n', s.sent)
end
function borrow.remaining(key, s, m)
  if now >= s.paid then return m.a end
  if now < s.started + m.c then return math.max(0, m.a - s.sent) end
  return 0
end
function borrow.freeAt(key, s) return s.paid end

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
function window.readyAt(key, s, m)
  local over = s.total + m.cost - m.a
  if over <= 0 then return now end
  if m.cost > m.a then return INFINITE end
  for _, entry in ipairs(s.entries) do
    over = over - entry[3]
    if over <= 0 then return entry[2] + m.b end
  end
  return INFINITE
end
local function save(key, s)
  local parts = {}
  for index, entry in ipairs(s.entries) do
    parts[index] = text(entry[1]) .. ',' .. text(entry[2]) .. ',' .. entry[3]
  end
  redis.call('HSET', key, 'e', table.concat(parts, ';'))
end
local function add(s, m, count, at)
  local last = s.entries[#s.entries]
  if last and at - last[1] < m.b / GRAINS then
    last[2] = math.max(last[2], at)
    last[3] = last[3] + count
  else
    s.entries[#s.entries + 1] = { at, at, count }
  end
  s.total = s.total + count
end
function window.take(key, s, m, at)
  add(s, m, m.cost, at)
  save(key, s)
end
function window.giveBack(key, s, m)
  local left = m.cost
  for index = #s.entries, 1, -1 do
    local entry = s.entries[index]
    local given = math.min(entry[3], left)
    entry[3] = entry[3] - given
    s.total = s.total - given
    left = left - given
    if entry[3] == 0 then table.remove(s.entries, index) end
  end
  save(key, s)
end
function window.calibrate(key, s, m, used)
  if used > s.total then add(s, m, used - s.total, now) end
  while s.total > used and s.entries[1] do
    local oldest = s.entries[1]
    local surplus = math.min(oldest[3], s.total - used)
    oldest[3] = oldest[3] - surplus
    s.total = s.total - surplus
    if oldest[3] == 0 then table.remove(s.entries, 1) end
  end
  save(key, s)
end
function window.remaining(key, s, m) return math.max(0, m.a - s.total) end
function window.freeAt(key, s, m)
  local last = s.entries[#s.entries]
  return last and last[2] + m.b or 0
end

local unique = {}
function unique.load(key, m)
  redis.call('ZREMRANGEBYSCORE', key .. ':m', '-inf', text(now - m.b))
  return { closed = num(redis.call('HGET', key, 'c'), 0), size = redis.call('ZCARD', key .. ':m') }
end
function unique.readyAt(key, s, m)
  if s.size < m.a or redis.call('ZSCORE', key .. ':m', m.member) then return now end
  local surplus = s.size - m.a
  local next = redis.call('ZRANGE', key .. ':m', surplus, surplus, 'WITHSCORES')
  return next[2] and tonumber(next[2]) + m.b or INFINITE
end
function unique.take(key, s, m, at)
  s.size = s.size + redis.call('ZADD', key .. ':m', text(at), m.member)
  redis.call('PEXPIRE', key .. ':m', math.ceil(m.b))
end
function unique.remaining(key, s, m) return math.max(0, m.a - s.size) end
function unique.freeAt(key, s, m)
  local last = redis.call('ZRANGE', key .. ':m', -1, -1, 'WITHSCORES')
  return last[2] and tonumber(last[2]) + m.b or 0
end

local gate = {}
function gate.load(key) return { closed = num(redis.call('HGET', key, 'c'), 0) } end
function gate.readyAt() return now end
function gate.take() end
function gate.remaining() return -1 end
function gate.freeAt() return 0 end

local METERS = { r = rate, b = borrow, w = window, u = unique, g = gate }

-- Redis forgets what is whole again.
local function expire(key, until_)
  if until_ > now then redis.call('PEXPIRE', key, math.ceil(until_ - now) + 1000) end
end

local function standing(answer, key, s, m)
  local meter = METERS[m.kind]
  local remaining = s.closed > now and m.kind ~= 'g' and 0 or meter.remaining(key, s, m)
  local free = math.max(s.closed, meter.freeAt(key, s, m))
  answer[#answer + 1] = text(remaining)
  answer[#answer + 1] = text(math.max(0, free - now))
  return free
end

local place = 1
local keyAt = 0
local function nextArgument()
  place = place + 1
  return ARGV[place]
end
local function nextCharge()
  keyAt = keyAt + 1
  return KEYS[keyAt], {
    kind = nextArgument(), a = num(nextArgument(), 0), b = num(nextArgument(), 0), c = num(nextArgument(), 0),
    d = num(nextArgument(), 0), cost = num(nextArgument(), 1), member = nextArgument(),
  }
end

local operation = ARGV[1]
local farthest = tonumber(nextArgument())
local answer = { text(now) }

if operation == 'acquire' then
  -- Until the replicas that were without Redis are back they use their shares: nobody else may begin before.
  local back = num(redis.call('GET', RETURN), 0)
  local start = math.max(bornAt() + farthest, back) + PAUSE
  if redis.call('EXISTS', MEMORY) == 0 then return redis.error_reply('${FORGOTTEN}') end
  while place < #ARGV do
    local ahead = math.min(farthest, tonumber(nextArgument()))
    local count = tonumber(nextArgument())
    local charges = {}
    local at = now
    local blocking = 0
    local blockedUntil = now
    for index = 1, count do
      local key, m = nextCharge()
      local meter = METERS[m.kind]
      local s = meter.load(key, m)
      local ready = math.max(s.closed, meter.readyAt(key, s, m))
      local latest = now
      if m.kind == 'r' then
        ready = math.max(ready, start)
        if s.closed <= now then latest = now + ahead end
      end
      charges[index] = { key, s, m }
      if ready > latest and ready > blockedUntil then
        blocking = index
        blockedUntil = ready
      end
      at = math.max(at, ready)
    end
    if blocking > 0 then
      answer[#answer + 1] = '0'
      answer[#answer + 1] = text(blocking - 1)
      answer[#answer + 1] = text(blockedUntil)
    else
      answer[#answer + 1] = '1'
      answer[#answer + 1] = text(at)
      for _, charge in ipairs(charges) do
        local key, s, m = charge[1], charge[2], charge[3]
        METERS[m.kind].take(key, s, m, at)
        expire(key, standing(answer, key, s, m))
      end
    end
  end
else
  -- The others have one list of charges, and an amount with the first.
  local amount = tonumber(nextArgument())
  local count = tonumber(nextArgument())
  for _ = 1, count do
    local key, m = nextCharge()
    local meter = METERS[m.kind]
    local s = meter.load(key, m)
    if operation == 'note' then
      meter.take(key, s, m, now)
    elseif operation == 'close' then
      s.closed = math.max(s.closed, now + amount)
      redis.call('HSET', key, 'c', text(s.closed))
    elseif operation == 'move' and m.kind == 'r' then
      rate.move(key, s, m, tonumber(m.member), amount)
    elseif operation == 'calibrate' and m.kind == 'w' then
      window.calibrate(key, s, m, amount)
    elseif operation == 'refund' and m.kind == 'w' then
      window.giveBack(key, s, m)
    end
    local free = standing(answer, key, s, m)
    if operation ~= 'peek' then expire(key, free) end
  end
end
return answer
`;

/** Tells the other replicas that this one is there, and asks how many there are. KEYS: the list. ARGV: name, for how long. */
export const PRESENCE_SCRIPT = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + clock[2] / 1000
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZCARD', KEYS[1])
`;

/**
 * Tells a Redis that lost its memory what was taken before it did. Replicas may do so at once, all from the same book: each
 * value is set or raised, never added, and nothing once the mark says that all is there. KEYS: the mark, then one for
 * each entry. ARGV: `seed`, `mark` or `ask`; for how long the book has been read; then for each entry kind, two
 * values, until when. Answers the mark, empty when there is none.
 */
export const SEED_SCRIPT = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + clock[2] / 1000
local mark = redis.call('GET', KEYS[1])
if mark then return mark end
if ARGV[1] == 'mark' then
  mark = string.format('%.3f', now - ARGV[2])
  redis.call('SET', KEYS[1], mark)
  return mark
end
local function raise(key, field, value)
  local known = tonumber(redis.call('HGET', key, field) or '') or 0
  if tonumber(value) > known then redis.call('HSET', key, field, value) end
end
for index = 2, #KEYS do
  local key = KEYS[index]
  local kind, a, b, till = unpack(ARGV, 4 * index - 5, 4 * index - 2)
  if kind == 'c' then raise(key, 'c', a)
  elseif kind == 'b' then raise(key, 'p', a)
  elseif kind == 'w' then redis.call('HSET', key, 'e', a)
  elseif kind == 'u' then
    key = key .. ':m'
    redis.call('ZADD', key, a, b)
  end
  local left = math.ceil(till - now) + 1000
  if left > redis.call('PTTL', key) then redis.call('PEXPIRE', key, math.max(1, left)) end
end
return ''
`;

/**
 * When replicas that were without Redis share again: all at the same moment, or one with the whole limit would stand
 * beside others with their shares. KEYS: the moment. ARGV: how long the first to come back waits for the others.
 */
export const RETURN_SCRIPT = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + clock[2] / 1000
local moment = tonumber(redis.call('GET', KEYS[1]) or '')
if not moment or moment < now - 5000 then
  moment = now + ARGV[1]
  redis.call('SET', KEYS[1], string.format('%.3f', moment), 'PX', 60000)
end
return string.format('%.3f', math.max(0, moment - now))
`;
