import { BORROW_LUA } from './meters/borrow';
import { RATE_LUA } from './meters/rate';
import { UNIQUE_LUA } from './meters/unique';
import { WINDOW_LUA } from './meters/window';

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
${RATE_LUA}${BORROW_LUA}${WINDOW_LUA}${UNIQUE_LUA}
local gate = {}
function gate.load(key) return { closed = num(redis.call('HGET', key, 'c'), 0) } end
function gate.readyAt() return now end
function gate.take() end
function gate.giveBack() return false end
function gate.remaining() return -1 end
function gate.freeAt() return 0 end
function gate.save() end

local METERS = { r = rate, b = borrow, w = window, u = unique, g = gate }
`;
