import { GraphError, invalidParameter } from '../graph-error';
import { isObject, parseJson } from '../json';
import type { Parameters } from '../model/kind';
import type { GraphReply, GraphRequest } from './graph-request';

const MAXIMUM_ITEMS = 50;

function itemsOf(batch: unknown): Record<string, unknown>[] {
  let items = batch;
  if (typeof batch === 'string') {
    try {
      items = parseJson(batch);
    } catch {
      throw invalidParameter('The batch parameter must be a JSON array.');
    }
  }
  if (!Array.isArray(items)) throw invalidParameter('The batch parameter must be a JSON array.');
  if (items.length > MAXIMUM_ITEMS) {
    throw new GraphError(100, `Too many requests in batch message. Maximum batch size is ${MAXIMUM_ITEMS}`, {
      type: 'GraphBatchException',
    });
  }
  return items.map((item: unknown) => {
    if (isObject(item) && typeof item.method === 'string' && typeof item.relative_url === 'string')
      return item;
    throw new GraphError(100, 'Each item of a batch needs a method and a relative_url', {
      type: 'GraphBatchException',
    });
  });
}

function requestOf(item: Record<string, unknown>, outer: GraphRequest, version: string): GraphRequest {
  const url = new URL(String(item.relative_url).replace(/^\/?/, '/'), outer.origin);
  const token = item.access_token === undefined ? outer.query.get('access_token') : String(item.access_token);
  if (token !== null && !url.searchParams.has('access_token')) url.searchParams.set('access_token', token);
  return {
    method: String(item.method).toUpperCase(),
    path: /^\/v\d+\.\d+(\/|$)/.test(url.pathname) ? url.pathname : `/${version}${url.pathname}`,
    query: url.searchParams,
    // An item's own token counts before the batch's.
    authorization: item.access_token === undefined ? outer.authorization : undefined,
    contentType: 'application/x-www-form-urlencoded',
    body: item.body === undefined ? undefined : Buffer.from(String(item.body)),
    origin: outer.origin,
  };
}

/** `{result=name:$.path}` in an item, filled from the answer of the item with that name. */
function fill(text: string, results: ReadonlyMap<string, unknown>): string {
  return text.replace(/\{result=(\w+):\$\.([\w.*]+)\}/g, (_whole, name: string, path: string) => {
    const reach = (value: unknown, parts: readonly string[]): unknown[] => {
      const [part, ...rest] = parts;
      if (part === undefined) return [value];
      if (part === '*')
        return Array.isArray(value) ? value.flatMap((item: unknown) => reach(item, rest)) : [];
      return isObject(value) ? reach(value[part], rest) : [];
    };
    return reach(results.get(name), path.split('.')).map(String).join(',');
  });
}

/** `POST /` with `batch`: up to 50 calls in one, answered in order, each with its own status. */
export async function runBatch(
  parameters: Parameters,
  outer: GraphRequest,
  version: string,
  handle: (request: GraphRequest) => Promise<GraphReply>,
): Promise<unknown[]> {
  const withHeaders = String(parameters.include_headers) !== 'false';
  const inBody = parameters.access_token;
  const authorization = outer.authorization ?? (typeof inBody === 'string' ? `Bearer ${inBody}` : undefined);
  const results = new Map<string, unknown>();
  const answers: unknown[] = [];
  const items = itemsOf(parameters.batch);
  const everything = JSON.stringify(items);
  for (const item of items) {
    const filled = {
      ...item,
      relative_url: fill(String(item.relative_url), results),
      ...(item.body === undefined ? {} : { body: fill(String(item.body), results) }),
    };
    const reply = await handle(requestOf(filled, { ...outer, authorization }, version));
    if (typeof item.name === 'string') results.set(item.name, reply.body);
    // What others depend on is left out, unless it is wanted.
    const omitted =
      typeof item.name === 'string' &&
      everything.includes(`{result=${item.name}:`) &&
      item.omit_response_on_success !== false &&
      reply.status === 200;
    answers.push(
      omitted
        ? null
        : {
            code: reply.status,
            ...(withHeaders && {
              headers: Object.entries(reply.headers).map(([name, value]) => ({ name, value })),
            }),
            body: JSON.stringify(reply.body),
          },
    );
  }
  return answers;
}
