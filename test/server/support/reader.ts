import { once } from 'node:events';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import WebSocket from 'ws';
import type { JsonObject } from '../../../src/common/json';
import { KEYS } from './event-server';

interface Message {
  id?: string;
  type: string;
  payload?: JsonObject & { data?: { events?: { key: string; cursor: string } } };
}

export const EVENTS =
  'subscription Events($after: String, $types: [String!]) { events(after: $after, types: $types) { key cursor text } }';

/** A client of the socket protocol that keeps what it is told, and can stop reading. */
export class Reader {
  readonly messages: Message[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  #told: () => void = () => undefined;

  private constructor(readonly socket: WebSocket) {
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      this.messages.push(JSON.parse(String(data)) as Message);
      this.#told();
    });
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
  }

  /** Connects, and is acknowledged. */
  static async connect(url: string, key: string = KEYS.one): Promise<Reader> {
    const socket = new WebSocket(url, GRAPHQL_TRANSPORT_WS_PROTOCOL);
    const reader = new Reader(socket);
    await once(socket, 'open');
    reader.#send({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } });
    await reader.until(() => reader.messages.some(({ type }) => type === 'connection_ack'));
    return reader;
  }

  subscribe(id: string, variables: JsonObject = {}, query = EVENTS): void {
    this.#send({ id, type: 'subscribe', payload: { query, variables } });
  }

  complete(id: string): void {
    this.#send({ id, type: 'complete' });
  }

  /** Resolves when the server has read all that was said before. */
  async settled(): Promise<void> {
    const pongs = () => this.messages.filter(({ type }) => type === 'pong').length;
    const before = pongs();
    this.#send({ type: 'ping' });
    await this.until(() => pongs() > before);
  }

  /** What an operation was told. */
  told(id: string): Message[] {
    return this.messages.filter((message) => message.id === id);
  }

  keys(id: string): string[] {
    return this.told(id).flatMap(({ payload }) => payload?.data?.events?.key ?? []);
  }

  async until(isEnough: () => boolean): Promise<void> {
    while (!isEnough()) await new Promise<void>((resolve) => (this.#told = resolve));
  }

  #send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }
}
