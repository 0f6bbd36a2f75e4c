/** As seconds so many lie in the year 5138, as milliseconds in 1973: nobody means the former. */
const LEAST_MS = 1e11;
const LATEST_MS = 8.64e15;

/** A time that Meta gives in seconds since 1970, or by mistake in milliseconds. Undefined when no Date can hold it. */
export function unixTime(value: number): Date | undefined {
  const ms = Math.abs(value) < LEAST_MS ? value * 1_000 : value;
  return Math.abs(ms) <= LATEST_MS ? new Date(ms) : undefined;
}
