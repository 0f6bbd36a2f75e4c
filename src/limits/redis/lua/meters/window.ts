/** As `limits/meters/window.ts`, in Redis. */
export const WINDOW_LUA = `
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
`;
