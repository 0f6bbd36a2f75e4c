import { BORN_KEY, SERVER_KEY } from './moments';

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
 * value is set or raised, never added, and nothing once the mark says that all is there. Another server than the one that
 * was told, such as a copy that takes its place, may have less than that one had: it is told again. KEYS: the mark, then one
 * for each entry. ARGV: `seed`, `mark` or `ask`; for how long the book has been read; then for each entry kind, two
 * values, until when. Answers the mark, empty when there is none.
 */
export const SEED_SCRIPT = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + clock[2] / 1000
if ARGV[1] == 'ask' then
  -- Where it does not say which it is, it is taken for the same.
  local info = redis.pcall('INFO', 'server')
  local server = type(info) == 'string' and string.match(info, 'run_id:(%x+)')
  if server and server ~= redis.call('GET', '${SERVER_KEY}') then
    redis.call('SET', '${SERVER_KEY}', server)
    redis.call('DEL', KEYS[1], '${BORN_KEY}')
  end
end
local mark = redis.call('GET', KEYS[1])
if mark then return mark end
if ARGV[1] == 'mark' then
  mark = string.format('%.3f', now - ARGV[2])
  redis.call('SET', KEYS[1], mark)
  return mark
end
local function raise(key, field, value)
  local known = tonumber(redis.call('HGET', key, field) or '') or 0
  if tonumber(value) <= known then return false end
  redis.call('HSET', key, field, value)
  return true
end
for index = 2, #KEYS do
  local key = KEYS[index]
  local kind, a, b, till = unpack(ARGV, 4 * index - 5, 4 * index - 2)
  if kind == 'c' then raise(key, 'c', a)
  elseif kind == 'b' then
    -- A burst that it knows the beginning of had more than it knows.
    if raise(key, 'p', a) then redis.call('HSET', key, 's', 0) end
  elseif kind == 'w' then redis.call('HSET', key, 'e', a)
  elseif kind == 'u' then
    key = key .. ':m'
    -- Counted as often as can be told: how often it was nobody knows any more, so it is never given back.
    redis.call('ZADD', key, string.format('%.0f.999', math.ceil(a)), b)
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
