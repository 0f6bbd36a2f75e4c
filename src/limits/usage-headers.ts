import { isObject, type JsonValue, parseJson } from '../common/json';

/** What Meta counts of the calls of an app on a business object. */
export interface BusinessUsage {
  /** An account, or the portfolio that it belongs to: Meta's pages say the one and the other. */
  id: string;
  /** Percent of the hourly allowance that is used: may exceed 100. */
  percent: number;
  /** In how long calls are let through again; 0 while they are. */
  regainMs: number;
}

const MINUTE_MS = 60_000;
/** The kind of business use case that is about WhatsApp. */
const WHATSAPP = 'whatsapp';

/** `X-App-Usage`: percent of the app's allowance that is used, by whichever of its three measures is fullest. */
export function readAppUsage(header: string): number | undefined {
  const usage = parsed(header);
  return isObject(usage) ? percentOf(usage) : undefined;
}

/** `X-Business-Use-Case-Usage`: by business object. What cannot be understood is left out; the header comes in many states. */
export function readBusinessUsage(header: string): BusinessUsage[] {
  const usage = parsed(header);
  if (!isObject(usage)) return [];
  return Object.entries(usage).flatMap(([id, entries]) => {
    if (!/^\d{1,32}$/.test(id) || !Array.isArray(entries)) return [];
    return entries.flatMap((entry): BusinessUsage[] => {
      if (!isObject(entry) || String(entry.type).toLowerCase() !== WHATSAPP) return [];
      const percent = percentOf(entry);
      if (percent === undefined) return [];
      const minutes = numberOf(entry.estimated_time_to_regain_access) ?? 0;
      return [{ id, percent, regainMs: minutes * MINUTE_MS }];
    });
  });
}

function percentOf(usage: Readonly<Record<string, JsonValue | undefined>>): number | undefined {
  const measures = [usage.call_count, usage.total_time, usage.total_cputime]
    .map(numberOf)
    .filter((value) => value !== undefined);
  return measures.length > 0 ? Math.max(...measures) : undefined;
}

function numberOf(value: JsonValue | undefined): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

function parsed(header: string): JsonValue | undefined {
  try {
    return parseJson(header);
  } catch {
    return undefined;
  }
}
