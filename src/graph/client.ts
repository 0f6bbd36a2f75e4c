import { Pool } from 'undici';
import { isObject, type JsonObject, parseJson } from '../common/json';
import { AppSecretProof } from './app-secret-proof';
import { GraphApiError, GraphTransportError, graphApiErrorOf, type TransportFault } from './errors';
import { AnswerTooLargeError, exchange, type HttpAnswer } from './exchange';
import { mayRetry, pause, RetryBudget } from './retry';
import type { GraphCall } from './session';

export interface GraphClientOptions {
  /** `https://graph.facebook.com`, a proxy or a test double. A path in it is kept as a prefix. */
  baseUrl: string;
  /** `v23.0` */
  version: string;
  appSecret?: string;
  /** Open sockets at most. */
  connections?: number;
  connectTimeoutMs?: number;
  /** From the last byte of the request to the first of the answer. Twice as much for sends: a lost answer costs more. */
  headersTimeoutMs?: number;
  /** Between two parts of the answer's body. */
  bodyTimeoutMs?: number;
}

/** A call with the identity it is made under. */
export interface TokenCall extends GraphCall {
  token: string;
  signal?: AbortSignal | undefined;
}

const MAX_ATTEMPTS = 3;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** Calls the Graph API: one keep-alive pool, the token in the header only, Meta's errors as typed ones. */
export class GraphClient {
  private readonly pool: Pool;
  private readonly prefix: string;
  private readonly proof: AppSecretProof | undefined;
  private readonly budget = new RetryBudget();
  private readonly headersTimeoutMs: number;

  constructor(options: GraphClientOptions) {
    const base = new URL(options.baseUrl);
    this.prefix = `${base.pathname.replace(/\/$/, '')}/${options.version}/`;
    this.headersTimeoutMs = options.headersTimeoutMs ?? 10_000;
    this.proof = options.appSecret ? new AppSecretProof(options.appSecret) : undefined;
    this.pool = new Pool(base.origin, {
      connections: options.connections ?? 256,
      connect: { timeout: options.connectTimeoutMs ?? 5_000 },
      headersTimeout: this.headersTimeoutMs,
      bodyTimeout: options.bodyTimeoutMs ?? 15_000,
    });
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
        return await this.attempt(call);
      } catch (error) {
        const again = attempt < MAX_ATTEMPTS && mayRetry(error, call.safety) && this.budget.spend();
        if (!again) throw error;
        await pause(attempt, call.signal);
      }
    }
  }

  async close(): Promise<void> {
    await this.pool.close();
  }

  private async attempt(call: TokenCall): Promise<JsonObject> {
    const headers: Record<string, string> = {
      authorization: `Bearer ${call.token}`,
      accept: 'application/json',
      'user-agent': 'whatsapp-graphql-gateway',
    };
    if (call.body) headers['content-type'] = 'application/json';
    let answer: HttpAnswer;
    try {
      answer = await exchange(
        this.pool,
        {
          method: call.method,
          path: this.pathOf(call),
          headers,
          body: call.body ? JSON.stringify(call.body) : null,
          headersTimeout: call.safety === 'once' ? this.headersTimeoutMs * 2 : this.headersTimeoutMs,
        },
        MAX_ANSWER_BYTES,
        call.signal,
      );
    } catch (error) {
      throw transportErrorOf(error);
    }
    return answerOf(answer.status, answer.body.toString());
  }

  private pathOf(call: TokenCall): string {
    const query = new URLSearchParams(call.query);
    if (this.proof) query.set('appsecret_proof', this.proof.of(call.token));
    const search = query.size > 0 ? `?${query}` : '';
    return `${this.prefix}${call.path}${search}`;
  }
}

function answerOf(status: number, text: string): JsonObject {
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
  const error = graphApiErrorOf(status, body);
  if (error) throw error;
  if (status >= 400) {
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

/** undici's and Node's error codes for faults before a byte was written. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const TIMEOUTS = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

function transportErrorOf(error: unknown): Error {
  if (error instanceof GraphApiError || error instanceof GraphTransportError) return error;
  if (error instanceof AnswerTooLargeError) return new GraphTransportError('BAD_ANSWER', error.message, true);
  const code = errorCodeOf(error);
  if (NEVER_LEFT.has(code)) {
    return new GraphTransportError('CONNECT', `The Graph API could not be reached (${code}).`, false);
  }
  const aborted = code === 'UND_ERR_ABORTED' || (error instanceof Error && error.name === 'AbortError');
  const fault: TransportFault = aborted ? 'ABORTED' : TIMEOUTS.has(code) ? 'TIMEOUT' : 'RESET';
  const message = {
    ABORTED: 'The caller went away before the Graph API answered.',
    TIMEOUT: 'The Graph API did not answer in time.',
    RESET: `The connection to the Graph API broke (${code}).`,
  }[fault as 'ABORTED' | 'TIMEOUT' | 'RESET'];
  return new GraphTransportError(fault, message, true);
}

function errorCodeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCodeOf(error.errors[0]);
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string')
    return error.code;
  return 'unknown fault';
}
