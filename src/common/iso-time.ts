const MINUTE_MS = 60_000;
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

let minute = Number.NaN;
let untilMinute = '';

/** What `Date.toISOString` says of a time in milliseconds, in a fraction of the time where times lie close together. */
export function isoTime(ms: number): string {
  const whole = Math.trunc(ms);
  const started = Math.floor(whole / MINUTE_MS);
  if (started !== minute) {
    untilMinute = new Date(whole).toISOString().slice(0, -'00.000Z'.length);
    minute = started;
  }
  const rest = whole - started * MINUTE_MS;
  const thousandths = rest % 1_000;
  return `${untilMinute}${TWO_DIGITS[(rest - thousandths) / 1_000]}.${String(thousandths).padStart(3, '0')}Z`;
}
