/** As `limits/meters/borrow.ts`, in Redis. */
export const BORROW_LUA = `
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
  local began = s.paid - m.b * s.sent
  s.sent = s.sent - cost
  if s.sent == 0 then s.paid = 0
  elseif at > began + NEAR_MS then s.paid = s.paid - m.b * cost
  -- It may have begun the burst. What is left of it began later: places lie a little ahead.
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
`;
