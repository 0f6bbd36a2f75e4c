import { METERS_LUA } from './meters';
import { BORN_KEY, MEMORY_KEY, PAUSE_MS, RETURN_KEY } from './moments';

/**
 * What Redis does for the limits, in one step that nothing comes between: any number of operations, one after the other,
 * each seeing what the ones before took. Times are Redis's own, in milliseconds, so that the clocks of the replicas do
 * not matter.
 *
 * KEYS: each that is asked for, once.
 * ARGV: JSON, a list of: how far ahead a place may lie at most; the meters, each a list of kind, a, b, c, d; the
 * operations, each a list of its name, an amount (for `refund` when the call was let through), and for each charge the
 * places of key and meter, cost and member.
 * Answers the time, and JSON: for `acquire` 1, in how long it may leave, and what is left of each charge and in how long
 * all of it is (gates left out); or 0, the place of the charge in the way, and in how long that could pass (-1: never);
 * or 2: Redis does not know what was taken before. For `peek` and `refund`: what is left of each charge, and in how long
 * all of it is.
 */
export const LIMITS_SCRIPT = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + clock[2] / 1000
local INFINITE = math.huge
local asked = cjson.decode(ARGV[1])
local farthest = asked[1]
${METERS_LUA}
local meters = {}
for place, m in ipairs(asked[2]) do
  meters[place] = { kind = m[1], a = m[2], b = m[3], c = m[4], d = m[5], meter = METERS[m[1]] }
end

local states = {}
local function stateOf(place, m)
  local s = states[place]
  if not s then
    s = m.meter.load(KEYS[place], m)
    s.key = KEYS[place]
    states[place] = s
  end
  s.m = m
  return s
end

local answer = {}
local function say(value) answer[#answer + 1] = value end
local function sayStanding(s, m)
  say(s.closed > now and m.kind ~= 'g' and 0 or m.meter.remaining(s, m))
  say(math.max(0, math.max(s.closed, m.meter.freeAt(s, m)) - now))
end

-- Places may have been given out that a Redis with empty memory knows nothing of; and until the replicas that were
-- without Redis are back they use their shares: nobody else may begin before.
local known = redis.call('MGET', '${BORN_KEY}', '${RETURN_KEY}', '${MEMORY_KEY}')
local born = num(known[1], now)
if not known[1] then redis.call('SET', '${BORN_KEY}', text(now)) end
local start = math.max(born + farthest, num(known[2], 0)) + ${PAUSE_MS}
local isTold = known[3]

local function acquire(operation)
  if not isTold then return say(2) end
  local ahead = math.min(farthest, operation[2])
  local at, blocking, blockedUntil = now, 0, now
  for index = 3, #operation, 4 do
    local m = meters[operation[index + 1]]
    local s = stateOf(operation[index], m)
    local ready = math.max(s.closed, m.meter.readyAt(s, m, operation[index + 2], operation[index + 3]))
    local latest = now
    if m.kind == 'r' then
      ready = math.max(ready, start)
      if s.closed <= now then latest = now + ahead end
    end
    if ready > latest and ready > blockedUntil then blocking, blockedUntil = index, ready end
    at = math.max(at, ready)
  end
  if blocking > 0 then
    say(0)
    say((blocking - 3) / 4)
    return say(blockedUntil == INFINITE and -1 or blockedUntil - now)
  end
  say(1)
  say(at - now)
  for index = 3, #operation, 4 do
    local m = meters[operation[index + 1]]
    if m.kind ~= 'g' then
      local s = states[operation[index]]
      m.meter.take(s, m, operation[index + 2], operation[index + 3], at)
      s.used = true
      sayStanding(s, m)
    end
  end
end

-- Counts for the second key who was counted for the first, and says who that is, and how long ago.
local function join(operation)
  if not isTold then return say(2) end
  local from = stateOf(operation[3], meters[operation[4]])
  local to = stateOf(operation[7], meters[operation[8]])
  say(1)
  to.m.meter.join(to, from, say)
  if from.closed > to.closed then to.closed, to.isClosed, to.used = from.closed, true, true end
end

local others = {
  peek = function(s, m) sayStanding(s, m) end,
  note = function(s, m, cost, member) m.meter.take(s, m, cost, member, now) end,
  close = function(s, m, cost, member, amount)
    s.closed = math.max(s.closed, now + amount)
    s.isClosed = true
  end,
  move = function(s, m, cost, member, amount) if m.kind == 'r' then rate.move(s, member, amount) end end,
  calibrate = function(s, m, cost, member, amount) if m.kind == 'w' then window.calibrate(s, m, amount) end end,
  refund = function(s, m, cost, member, amount)
    if m.meter.giveBack(s, m, cost, member, amount) then s.used = true end
    sayStanding(s, m)
  end,
}

for _, operation in ipairs(asked[3]) do
  local name = operation[1]
  if name == 'acquire' then
    acquire(operation)
  elseif name == 'join' then
    join(operation)
  else
    for index = 3, #operation, 4 do
      local m = meters[operation[index + 1]]
      local s = stateOf(operation[index], m)
      others[name](s, m, operation[index + 2], operation[index + 3], operation[2])
      if name ~= 'peek' and name ~= 'refund' then s.used = true end
    end
  end
end

for _, s in pairs(states) do
  if s.used then
    s.m.meter.save(s, s.m)
    if s.isClosed then redis.call('HSET', s.key, 'c', text(s.closed)) end
    expire(s.key, math.max(s.closed, s.m.meter.freeAt(s, s.m)))
  end
end
return { text(now), cjson.encode(answer) }
`;
