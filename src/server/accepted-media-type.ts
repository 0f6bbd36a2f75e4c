/** How a GraphQL answer goes to a client that said what it accepts. */
export interface AcceptedMediaType {
  contentType: string;
  /**
   * The HTTP status of an operation that was not executed. Whoever names `application/json` can't tell a 400 of GraphQL
   * from one of a proxy, so the specification wants 200 for them.
   */
  refusalStatus: 200 | 400;
}

const JSON_TYPE = 'application/json';
const OFFERED = [JSON_TYPE, 'application/graphql-response+json'] as const;
const OFFER_NOTHING_SAID: AcceptedMediaType = {
  contentType: `${JSON_TYPE}; charset=utf-8`,
  refusalStatus: 400,
};

const MOST_REMEMBERED = 100;
const remembered = new Map<string, AcceptedMediaType | undefined>();

/** What an `Accept` header asks for; undefined when it takes nothing that there is. */
export function acceptedMediaType(accept: string | undefined): AcceptedMediaType | undefined {
  if (!accept) return OFFER_NOTHING_SAID;
  if (remembered.has(accept)) return remembered.get(accept);
  const found = preferredOf(accept);
  // A browser or a library always sends the same header, so a few are enough.
  if (remembered.size < MOST_REMEMBERED) remembered.set(accept, found);
  return found;
}

function preferredOf(accept: string): AcceptedMediaType | undefined {
  const ranges = accept.split(',').map(rangeOf);
  const [best] = OFFERED.flatMap((type) => fitOf(type, ranges) ?? [])
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || b.precision - a.precision || a.order - b.order);
  if (!best) return undefined;
  const isNamed = best.type === JSON_TYPE && best.precision === PRECISE;
  return { contentType: `${best.type}; charset=utf-8`, refusalStatus: isNamed ? 200 : 400 };
}

interface Range {
  range: string;
  quality: number;
}

interface Fit {
  type: string;
  quality: number;
  precision: number;
  order: number;
}

const PRECISE = 2;

function rangeOf(part: string): Range {
  const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return { range, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
}

/** The range that says most precisely how welcome a type is. */
function fitOf(type: string, ranges: readonly Range[]): Fit | undefined {
  const levels = ['*/*', 'application/*', type];
  const fits = ranges.flatMap(({ range, quality }, order): Fit[] =>
    levels.includes(range) ? [{ type, quality, precision: levels.indexOf(range), order }] : [],
  );
  return fits.sort((a, b) => b.precision - a.precision || a.order - b.order)[0];
}
