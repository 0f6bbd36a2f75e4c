import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';

const SEND = /* GraphQL */ `
  mutation ($input: SendMessageInput!) {
    sendMessage(input: $input) { message { id } userErrors { code } }
  }
`;

/** What became of a send: Meta's id, the codes of its errors, or nothing when the gateway was gone before it answered. */
export type Outcome =
  | { readonly kind: 'sent'; readonly id: string }
  | { readonly kind: 'refused'; readonly codes: readonly string[] }
  | { readonly kind: 'lost' };

const LOST: Outcome = { kind: 'lost' };

interface Failure {
  message: string;
  extensions?: { code?: string };
}

interface Result {
  data?: { sendMessage: { message: { id: string } | null; userErrors: { code: string }[] } } | null;
  errors?: Failure[];
}

/** What the gateway says over graphql-transport-ws. */
type Frame =
  | { type: 'connection_ack' | 'ping' | 'pong' }
  | { type: 'next'; id: string; payload: Result }
  | { type: 'error'; id: string; payload: Failure[] }
  | { type: 'complete'; id: string };

function outcomeOf({ data, errors = [] }: Result): Outcome {
  const sent = data?.sendMessage;
  if (sent?.message) return { kind: 'sent', id: sent.message.id };
  const codes = [
    ...(sent?.userErrors ?? []).map(({ code }) => code),
    ...errors.map(({ extensions, message }) => extensions?.code ?? message),
  ];
  return { kind: 'refused', codes };
}

/** Sends over one socket, so that messages come to the gateway in the order in which they were sent. */
export class SendingSocket {
  private readonly waiting = new Map<string, (outcome: Outcome) => void>();
  private serial = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => this.hear(JSON.parse(String(data)) as Frame));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      for (const settle of this.waiting.values()) settle(LOST);
      this.waiting.clear();
    });
  }

  static async open(url: string): Promise<SendingSocket> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const sender = new SendingSocket(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
      socket.once('message', () => resolve());
      socket.once('close', () => reject(new Error('The socket was closed.')));
      socket.once('error', reject);
    });
    return sender;
  }

  send(input: Record<string, unknown>): Promise<Outcome> {
    if (this.socket.readyState !== WebSocket.OPEN) return Promise.resolve(LOST);
    this.serial += 1;
    const id = String(this.serial);
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.socket.send(
        JSON.stringify({ id, type: 'subscribe', payload: { query: SEND, variables: { input } } }),
      );
    });
  }

  close(): void {
    this.socket.terminate();
  }

  private hear(frame: Frame): void {
    if (frame.type === 'ping') this.socket.send(JSON.stringify({ type: 'pong' }));
    if (frame.type !== 'next' && frame.type !== 'error') return;
    const result = frame.type === 'error' ? { errors: frame.payload } : frame.payload;
    this.waiting.get(frame.id)?.(outcomeOf(result));
    this.waiting.delete(frame.id);
  }
}

/** Calls so often a second, evenly, and makes up for its own delays. */
export async function offer(
  perSecond: number,
  seconds: number,
  call: (index: number) => void,
): Promise<void> {
  const start = performance.now();
  const total = perSecond * seconds;
  for (let index = 0; index < total; ) {
    const due = Math.min(total, Math.ceil(((performance.now() - start) / 1000) * perSecond));
    for (; index < due; index += 1) call(index);
    await sleep(5);
  }
}
