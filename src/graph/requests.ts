import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { JsonObject } from '../common/json';
import { answerOf } from './answer-json';
import { AppSecretProof } from './app-secret-proof';
import { decompressed } from './content-coding';
import { DecodedAnswers } from './decoded-answers';
import { type AnswerBounds, exchange, type HttpAnswer } from './exchange';
import type { GatedCall, UsageHeaders } from './gate';
import { transportErrorOf } from './transport-error';
import { type UploadCall, uploadBodyOf } from './upload';

/** A call with the identity it is made under. */
export interface TokenCall extends GatedCall {
  token: string;
}

/** An upload with the identity it is made under. */
export interface TokenUpload extends UploadCall, Pick<GatedCall, 'signal' | 'consumption'> {
  token: string;
}

export interface GraphRequestsOptions {
  /** `https://graph.facebook.com`, a proxy or a test double. A path in it is kept as a prefix. */
  baseUrl: string;
  /** `v23.0` */
  version: string;
  appSecret?: string | undefined;
  /** Open sockets at most. */
  connections: number;
  connectTimeoutMs: number;
  headersTimeoutMs: number;
  bodyTimeoutMs: number;
  answerTimeoutMs: number;
  /** Told what Meta says of its limits with an answer. */
  sawUsage: (headers: UsageHeaders, call: TokenCall) => void;
}

const JSON_BODY = ['content-type', 'application/json'];
const CLOSE_MS = 2_000;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** Single requests to the Graph API and their answers: one keep-alive pool, the token in the header only. */
export class GraphRequests {
  private readonly pool: Pool;
  private readonly prefix: string;
  private readonly proof: AppSecretProof | undefined;
  private readonly answerBounds: AnswerBounds;
  private readonly decoded = new DecodedAnswers();

  constructor(private readonly options: GraphRequestsOptions) {
    const base = new URL(options.baseUrl);
    this.prefix = `${base.pathname.replace(/\/$/, '')}/${options.version}/`;
    this.answerBounds = { bytes: MAX_ANSWER_BYTES, ms: options.answerTimeoutMs };
    this.proof = options.appSecret ? new AppSecretProof(options.appSecret) : undefined;
    this.pool = new Pool(base.origin, {
      connections: options.connections,
      connect: { timeout: options.connectTimeoutMs },
      headersTimeout: options.headersTimeoutMs,
      bodyTimeout: options.bodyTimeoutMs,
    });
  }

  /**
   * Makes a call, once.
   *
   * @param onDeparture told when it is about to be written; what it throws keeps it back
   * @throws GraphApiError, GraphTransportError
   */
  send(call: TokenCall, onDeparture?: () => void): Promise<JsonObject> {
    const { headersTimeoutMs } = this.options;
    const timeoutMs = call.safety === 'once' ? headersTimeoutMs * 2 : headersTimeoutMs;
    const json = call.json ?? (call.body && JSON.stringify(call.body));
    if (json === undefined) return this.ask(call, 'Bearer', [], null, timeoutMs, onDeparture);
    return this.ask(call, 'Bearer', JSON_BODY, json, timeoutMs, onDeparture);
  }

  /** Makes a call whose body is a stream. @throws what the source of the bytes threw; else as {@link send} */
  async stream(upload: TokenUpload, onDeparture?: () => void): Promise<JsonObject> {
    const body = uploadBodyOf(upload.bytes);
    try {
      const { path, token, signal, scheme = 'Bearer' } = upload;
      const call: TokenCall = { method: 'POST', path, token, safety: 'once', signal };
      const headers = Object.entries(upload.headers).flat();
      const timeoutMs = this.options.headersTimeoutMs * 2;
      return await this.ask(call, scheme, headers, body.stream, timeoutMs, onDeparture);
    } catch (error) {
      throw body.fault() ?? error;
    }
  }

  /** Waits a moment for requests under way, then breaks them off. */
  async close(): Promise<void> {
    await Promise.race([this.pool.close(), sleep(CLOSE_MS, undefined, { ref: false })]);
    await this.pool.destroy();
  }

  private ask(
    call: TokenCall,
    scheme: string,
    headers: readonly string[],
    body: string | Readable | null,
    headersTimeout: number,
    onDeparture?: () => void,
  ): Promise<JsonObject> {
    const path = this.pathOf(call);
    return exchange(
      this.pool,
      {
        method: call.method,
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

  private decode(answer: HttpAnswer, call: TokenCall, path: string): JsonObject {
    this.noteUsage(answer, call);
    const coding = firstOf(answer.headers['content-encoding']);
    const body = coding ? decompressed(answer.body, coding, MAX_ANSWER_BYTES) : answer.body;
    if (!call.isShared) return answerOf(answer.status, body.toString(), call.token);
    const question = `${path} ${call.token}`;
    const known = this.decoded.find(question, body);
    if (known) return known;
    const decoded = answerOf(answer.status, body.toString(), call.token);
    this.decoded.keep(question, body, decoded);
    return decoded;
  }

  private noteUsage({ headers }: HttpAnswer, call: TokenCall): void {
    const app = headers['x-app-usage'];
    const business = headers['x-business-use-case-usage'];
    if (app === undefined && business === undefined) return;
    this.options.sawUsage({ app: firstOf(app), business: firstOf(business) }, call);
  }

  private pathOf(call: TokenCall): string {
    let path = this.prefix + call.path;
    let joint = call.path.includes('?') ? '&' : '?';
    if (call.query) {
      const query = new URLSearchParams(call.query);
      if (query.size > 0) path += joint + query;
      if (query.size > 0) joint = '&';
    }
    return this.proof ? `${path}${joint}appsecret_proof=${this.proof.of(call.token)}` : path;
  }
}

/** What is to be done when a call leaves. It may still be kept back, so that it is not noted as having left before. */
function leavingOf({ onLeaving }: TokenCall, onDeparture?: () => void): (() => void) | undefined {
  if (!onLeaving) return onDeparture;
  return () => {
    onDeparture?.();
    onLeaving();
  };
}

function asTransportError(error: unknown): never {
  throw transportErrorOf(error);
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
