import { type Client, createClient } from 'graphql-ws';
import { request } from 'undici';
import WebSocket from 'ws';
import type { TypedDocumentString } from '../../generated/operations';

export interface Answer<Data> {
  status: number;
  data: Data;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
}

/** Sends an operation over HTTP, as a front end would. */
export async function ask<Data = Record<string, unknown> | null | undefined>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answer<Data>> {
  const response = await request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.statusCode, ...((await response.body.json()) as Omit<Answer<Data>, 'status'>) };
}

/** A graphql-ws client that gives up at once when its socket breaks: tests reconnect on purpose. */
export function socketClient(url: string, authorization?: string): Client {
  return createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: true,
    ...(authorization !== undefined && { connectionParams: { authorization } }),
  });
}

/** What a subscription brought until `enough` says so; then it is ended. */
export async function collect<T>(
  client: Client,
  query: string,
  variables: Record<string, unknown>,
  enough: (soFar: T[]) => boolean,
): Promise<T[]> {
  const collected: T[] = [];
  for await (const { data, errors } of client.iterate<T>({ query, variables })) {
    if (errors) throw new Error(JSON.stringify(errors));
    if (data) collected.push(data);
    if (enough(collected)) break;
  }
  return collected;
}

/** Sends a generated operation: its variables and its answer are typed. Errors fail the test. */
export async function run<Result, Variables extends Record<string, unknown>>(
  url: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const { data, errors } = await ask<Result>(url, document.toString(), variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** A generated subscription, until `enough` says so. */
export function watch<Result, Variables extends Record<string, unknown>>(
  client: Client,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  enough: (soFar: Result[]) => boolean,
): Promise<Result[]> {
  return collect<Result>(client, document.toString(), variables, enough);
}
