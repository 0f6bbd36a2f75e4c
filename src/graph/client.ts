import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { isObject, type JsonObject, parseJson } from '../common/json';
import { AppSecretProof } from './app-secret-proof';
import { Circuit, type CircuitState } from './circuit';
import { decompressed } from './content-coding';
import { DecodedAnswers } from './decoded-answers';
import { GraphTransportError, graphApiErrorOf } from './errors';
import { type AnswerBounds, exchange, type HttpAnswer } from './exchange';
import type { CallGate, GatedCall } from './gate';
import { type ByteStream, MediaFetcher, type MediaRequest } from './media-fetcher';
import { type CallKind, type GraphObserver, outcomeOf } from './observer';
import { mayRetry, pause, RetryBudget } from './retry';
import type { GraphCall } from './session';
import { transportErrorOf } from './transport-error';
import { type UploadCall, uploadBodyOf } from './upload';

export interface GraphClientOptions {
  /** `https://graph.facebook.com`, a proxy or a test double. A path in it is kept as a prefix. */
  baseUrl: string;
  /** `v23.0` */
  version: string;
  appSecret?: string;
  /** Hosts that a file's address may name besides the Graph API's own. */
  mediaHosts?: readonly string[];
  /** Open sockets at most. */
  connections?: number;
  connectTimeoutMs?: number;
  /** From the last byte of the request to the first of the answer. Twice as much for sends: a lost answer costs more. */
  headersTimeoutMs?: number;
  /** Between two parts of the answer's body. */
  bodyTimeoutMs?: number;
  /** From the first byte of the answer to its last. */
  answerTimeoutMs?: number;
  /** What keeps Meta's limits; none: nothing does. */
  gate?: CallGate | undefined;
  /** Hears of every request. */
  observer?: GraphObserver;
}

/** A call with the identity it is made under. */
export interface TokenCall extends GatedCall {
  token: string;
}

/** An upload with the identity it is made under. */
export interface TokenUpload extends UploadCall, Pick<GatedCall, 'signal' | 'consumption'> {
  token: string;
}

const JSON_BODY = ['content-type', 'application/json'];
const MAX_ATTEMPTS = 3;
const CLOSE_MS = 2_000;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** Calls the Graph API: one keep-alive pool, the token in the header only, Meta's errors as typed ones. */
export class GraphClient {
  private readonly pool: Pool;
  private readonly prefix: string;
  private readonly proof: AppSecretProof | undefined;
  private readonly budget = new RetryBudget();
  private readonly circuit = new Circuit();
  private readonly headersTimeoutMs: number;
  private readonly answerBounds: AnswerBounds;
  private readonly media: MediaFetcher;
  private readonly gate: CallGate | undefined;
  private readonly decoded = new DecodedAnswers();
  private readonly observer: GraphObserver | undefined;

  constructor(options: GraphClientOptions) {
    const base = new URL(options.baseUrl);
    this.observer = options.observer;
    this.prefix = `${base.pathname.replace(/\/$/, '')}/${options.version}/`;
    this.headersTimeoutMs = options.headersTimeoutMs ?? 10_000;
    this.answerBounds = { bytes: MAX_ANSWER_BYTES, ms: options.answerTimeoutMs ?? 30_000 };
    this.gate = options.gate;
    this.proof = options.appSecret ? new AppSecretProof(options.appSecret) : undefined;
    const timeouts = {
      connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
      headersTimeoutMs: this.headersTimeoutMs,
      bodyTimeoutMs: options.bodyTimeoutMs ?? 15_000,
    };
    this.pool = new Pool(base.origin, {
      connections: options.connections ?? 256,
      connect: { timeout: timeouts.connectTimeoutMs },
      headersTimeout: timeouts.headersTimeoutMs,
      bodyTimeout: timeouts.bodyTimeoutMs,
    });
    this.media = new MediaFetcher({
      graphUrl: options.baseUrl,
      hosts: options.mediaHosts ?? [],
      ...timeouts,
    });
  }

  /** Whether requests are made (CLOSED), kept back (OPEN), or one of them tries (HALF_OPEN). */
  get circuitState(): CircuitState {
    return this.circuit.state;
  }

  /**
   * Makes a call and parses its answer, repeating it where that is safe.
   *
   * @throws GraphApiError when Meta answers with its error envelope.
   * @throws GraphTransportError when no usable answer comes.
   */
  async call(call: TokenCall): Promise<JsonObject> {
    this.budget.earn();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.passGate(call);
      } catch (thrown) {
        const error = asDeparture(call, thrown);
        const again = attempt < MAX_ATTEMPTS && mayRetry(error, call.safety) && this.budget.spend();
        if (!again) throw error;
        this.observer?.repeated(call.safety);
        await pause(attempt, call.signal);
      }
    }
  }

  /**
   * Makes a call whose body is a stream, and parses its answer. It waits for Meta's limits as others do, and its bytes are
   * not read before it leaves. Never repeated: they are gone once they were read.
   *
   * @throws what the source of the bytes threw; else as {@link call}
   */
  async upload(call: TokenUpload): Promise<JsonObject> {
    const make = (onDeparture?: () => void) => this.observed('upload', () => this.stream(call, onDeparture));
    if (!this.gate) return make();
    const kept = this.keptBack('upload');
    if (kept) return kept;
    const { path, signal, consumption } = call;
    // As long as its caller asks for no patience the gate makes no call twice.
    const gated: GatedCall = { method: 'POST', path, safety: 'once', signal, consumption };
    return this.gate.pass(gated, make).catch((error: unknown) => {
      throw asDeparture(gated, error);
    });
  }

  /**
   * Opens a file at the address that Meta gave for it.
   *
   * @throws ForeignMediaHostError, GraphTransportError
   */
  fetchMedia(request: MediaRequest): Promise<ByteStream> {
    return this.media.fetch(request);
  }

  /** Waits a moment for calls under way, then breaks them off. */
  async close(): Promise<void> {
    await Promise.race([this.pool.close(), sleep(CLOSE_MS, undefined, { ref: false })]);
    await Promise.all([this.pool.destroy(), this.media.close()]);
  }

  private passGate(call: TokenCall): Promise<JsonObject> {
    const make = (onDeparture?: () => void) =>
      this.observed(call.safety, () => this.attempt(call, onDeparture));
    if (this.gate) return this.keptBack(call.safety) ?? this.gate.pass(call, make);
    return call.beforeLeaving ? call.beforeLeaving().then(() => make()) : make();
  }

  /** Refuses while the circuit is open, before the gate: what is not made must take nothing from Meta's limits. */
  private keptBack(kind: CallKind): Promise<never> | undefined {
    const refusal = this.circuit.refusal();
    if (!refusal) return undefined;
    this.observer?.ended(kind, outcomeOf(refusal), 0);
    return Promise.reject(refusal);
  }

  /** Makes a request unless the circuit is open, and tells what came of it. */
  private observed(kind: CallKind, request: () => Promise<JsonObject>): Promise<JsonObject> {
    const { observer } = this;
    if (!observer) return this.circuit.run(request);
    const start = performance.now();
    return this.circuit.run(request, (error) => {
      const outcome = error === undefined ? 'OK' : outcomeOf(error);
      observer.ended(kind, outcome, (performance.now() - start) / 1_000);
    });
  }

  private async stream(call: TokenUpload, onDeparture?: () => void): Promise<JsonObject> {
    const body = uploadBodyOf(call.bytes);
    try {
      const headers = Object.entries(call.headers).flat();
      return await this.ask(call, 'POST', headers, body.stream, this.headersTimeoutMs * 2, onDeparture);
    } catch (error) {
      throw body.fault() ?? error;
    }
  }

  private attempt(call: TokenCall, onDeparture?: () => void): Promise<JsonObject> {
    const timeoutMs = call.safety === 'once' ? this.headersTimeoutMs * 2 : this.headersTimeoutMs;
    const json = call.json ?? (call.body && JSON.stringify(call.body));
    if (json === undefined) return this.ask(call, call.method, [], null, timeoutMs, onDeparture);
    return this.ask(call, call.method, JSON_BODY, json, timeoutMs, onDeparture);
  }

  private ask(
    call: TokenCall | TokenUpload,
    method: GraphCall['method'],
    headers: readonly string[],
    body: string | Readable | null,
    headersTimeout: number,
    onDeparture?: () => void,
  ): Promise<JsonObject> {
    const scheme = ('scheme' in call && call.scheme) || 'Bearer';
    const path = this.pathOf(call);
    return exchange(
      this.pool,
      {
        method,
        path,
        // Names and values in turn: made, and read by undici, for less than an object of them.
        headers: [
          'authorization',
          `${scheme} ${call.token}`,
          'accept',
          'application/json',
          'accept-encoding',
          'identity',
          'user-agent',
          'whatsapp-graphql-gateway',
          ...headers,
        ],
        body,
        headersTimeout,
      },
      this.answerBounds,
      call.signal,
      leavingOf(call, onDeparture),
    ).then((answer) => this.decode(answer, call, path), asTransportError);
  }

  private decode(answer: HttpAnswer, call: TokenCall | TokenUpload, path: string): JsonObject {
    this.noteUsage(answer, call);
    const coding = firstOf(answer.headers['content-encoding']);
    const body = coding ? decompressed(answer.body, coding, MAX_ANSWER_BYTES) : answer.body;
    if (!('isShared' in call && call.isShared)) return answerOf(answer.status, body.toString(), call.token);
    const question = `${path} ${call.token}`;
    const known = this.decoded.find(question, body);
    if (known) return known;
    const decoded = answerOf(answer.status, body.toString(), call.token);
    this.decoded.keep(question, body, decoded);
    return decoded;
  }

  private noteUsage({ headers }: HttpAnswer, call: TokenCall | TokenUpload): void {
    const app = headers['x-app-usage'];
    const business = headers['x-business-use-case-usage'];
    if (app === undefined && business === undefined) return;
    const answered = 'method' in call ? call : { method: 'POST' as const, path: call.path };
    this.gate?.sawUsage({ app: firstOf(app), business: firstOf(business) }, answered);
  }

  private pathOf(call: TokenCall | TokenUpload): string {
    let path = this.prefix + call.path;
    let joint = call.path.includes('?') ? '&' : '?';
    if ('query' in call && call.query) {
      const query = new URLSearchParams(call.query);
      if (query.size > 0) path += joint + query;
      if (query.size > 0) joint = '&';
    }
    return this.proof ? `${path}${joint}appsecret_proof=${this.proof.of(call.token)}` : path;
  }
}

/** Whoever leaves while waiting at the gate: nothing was sent. */
function asDeparture({ signal, presence }: GatedCall, error: unknown): unknown {
  const left = signal ?? presence?.signal;
  if (!left?.aborted || error !== left.reason) return error;
  return new GraphTransportError(
    'ABORTED',
    'The caller went away while a call was waiting for its turn.',
    false,
  );
}

/** What is to be done when a call leaves. */
function leavingOf(call: TokenCall | TokenUpload, onDeparture?: () => void): (() => void) | undefined {
  const onLeaving = 'onLeaving' in call ? call.onLeaving : undefined;
  if (!onLeaving) return onDeparture;
  return () => {
    onLeaving();
    onDeparture?.();
  };
}

function asTransportError(error: unknown): never {
  throw transportErrorOf(error);
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function answerOf(status: number, text: string, token: string): JsonObject {
  let body: ReturnType<typeof parseJson>;
  try {
    body = parseJson(text);
  } catch {
    throw new GraphTransportError(
      status >= 500 ? 'HTTP_STATUS' : 'BAD_ANSWER',
      `The Graph API answered HTTP ${status} with something that is not JSON.`,
      true,
      status,
    );
  }
  const error = graphApiErrorOf(status, body, token);
  if (error) throw error;
  // Redirects are not followed: the token would go where nobody said it may.
  if (status >= 300) {
    throw new GraphTransportError('HTTP_STATUS', `The Graph API answered HTTP ${status}.`, true, status);
  }
  if (!isObject(body)) {
    throw new GraphTransportError(
      'BAD_ANSWER',
      'The Graph API answered with JSON that is not an object.',
      true,
      status,
    );
  }
  return body;
}
