import type { Readable } from 'node:stream';
import { type FormData, request } from 'undici';
import { ACCOUNT, NUMBER } from './webhooks';

/** For GATEWAY_API_KEYS: one that may do everything, and three that may not. */
export const MEDIA_KEYS = JSON.stringify([
  { name: 'all', key: 'key-for-all', scopes: ['*'] },
  { name: 'reader', key: 'key-of-reader', scopes: ['accounts:read'], accounts: [ACCOUNT] },
  { name: 'stranger', key: 'key-of-stranger', scopes: ['*'], accounts: ['104996122399160'] },
  { name: 'listener', key: 'key-of-listener', scopes: ['events:subscribe'] },
]);
export const ALL = { authorization: 'Bearer key-for-all' };
export const READER = { authorization: 'Bearer key-of-reader' };
export const STRANGER = { authorization: 'Bearer key-of-stranger' };
export const LISTENER = { authorization: 'Bearer key-of-listener' };

/** A file of the sandbox's own. */
export const PIXEL = '1013859600285441';

/** A whole answer. */
export interface Got {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
}

type Body = Buffer | Readable | FormData;

/** Reads and sends files as a client of the gateway would. */
export class MediaClient {
  constructor(readonly url: string) {}

  async get(
    path: string,
    headers: Record<string, string> = ALL,
    method: 'GET' | 'HEAD' = 'GET',
  ): Promise<Got> {
    return whole(await request(`${this.url}${path}`, { method, headers }));
  }

  async post(path: string, body: Body, type?: string, headers: Record<string, string> = {}): Promise<Got> {
    return whole(
      await request(`${this.url}${path}`, {
        method: 'POST',
        headers: { ...ALL, ...(type !== undefined && { 'content-type': type }), ...headers },
        body,
      }),
    );
  }

  /** Sends a file from the number that all tests use; the id that it got. */
  async upload(body: Body, type?: string): Promise<string> {
    const answer = await this.post(`/media/${NUMBER}`, body, type);
    expect([answer.status, jsonOf(answer)]).toEqual([201, { id: expect.stringMatching(/^\d+$/) }]);
    return (jsonOf(answer) as { id: string }).id;
  }
}

async function whole({ statusCode, headers, body }: Awaited<ReturnType<typeof request>>): Promise<Got> {
  return { status: statusCode, headers, bytes: Buffer.from(await body.arrayBuffer()) };
}

export const jsonOf = ({ bytes }: Got): unknown => JSON.parse(bytes.toString());

/** Expects an error as everything outside GraphQL has it. */
export function refused(answer: Got, status: number, code: string): void {
  expect([answer.status, jsonOf(answer)]).toEqual([
    status,
    { error: { code, message: expect.stringMatching(/\S/) } },
  ]);
}
