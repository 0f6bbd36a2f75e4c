/** As `limits/meters/unique.ts`, in Redis. */
export const UNIQUE_LUA = `
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
`;
