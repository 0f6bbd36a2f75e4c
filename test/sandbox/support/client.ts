import type { Sandbox } from '../../../src/sandbox';

export const ACCOUNT = '102290129340398';
export const PHONE_NUMBER = '106540352242922';

/** A parsed answer: tests look into it by path. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Calls a sandbox as a client of the Graph API would. */
export class GraphClient {
  constructor(
    readonly sandbox: Sandbox,
    private readonly token = 'EAAtest',
  ) {}

  get(path: string, query: Record<string, string> = {}): Promise<Answer> {
    return this.call('GET', path, query);
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.call('POST', path, {}, { 'content-type': 'application/json' }, JSON.stringify(body));
  }

  delete(path: string, query: Record<string, string> = {}): Promise<Answer> {
    return this.call('DELETE', path, query);
  }

  send(message: Record<string, unknown>, phoneNumberId = PHONE_NUMBER): Promise<Answer> {
    return this.post(`/v23.0/${phoneNumberId}/messages`, { messaging_product: 'whatsapp', ...message });
  }

  async call(
    method: string,
    path: string,
    query: Record<string, string> = {},
    headers: Record<string, string> = {},
    body?: string | FormData,
  ): Promise<Answer> {
    const url = new URL(path, this.sandbox.url);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const response = await fetch(url, {
      method,
      headers: { ...(this.token && { authorization: `Bearer ${this.token}` }), ...headers },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }
}

/** The value at a path of keys and indexes; undefined where there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

/** The items of a list at a path. */
export function list(value: unknown, ...path: readonly (string | number)[]): unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The ids of the members of an edge. */
export function ids(body: unknown, ...path: readonly (string | number)[]): unknown[] {
  return list(body, ...path, 'data').map((item) => at(item, 'id'));
}
