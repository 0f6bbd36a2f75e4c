import type { JsonObject } from '../common/json';
import { Circuit, type CircuitState } from './circuit';
import { GraphTransportError } from './errors';
import type { CallGate, GatedCall } from './gate';
import { type ByteStream, MediaFetcher, type MediaRequest } from './media-fetcher';
import { type CallKind, type GraphObserver, outcomeOf } from './observer';
import { GraphRequests, type TokenCall, type TokenUpload } from './requests';
import { mayRetry, pause, RetryBudget } from './retry';

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
  /**
   * From the last byte of the request to the first of the answer. Sends get twice as much, since a lost answer costs
   * them more.
   */
  headersTimeoutMs?: number;
  /** Between two parts of the answer's body. */
  bodyTimeoutMs?: number;
  /** From the first byte of the answer to its last. */
  answerTimeoutMs?: number;
  /** What keeps Meta's limits; without it they are not kept. */
  gate?: CallGate | undefined;
  /** Hears of every request. */
  observer?: GraphObserver;
}

const MAX_ATTEMPTS = 3;

/** Calls the Graph API: through the gate that keeps Meta's limits and the circuit, and again where that is safe. */
export class GraphClient {
  private readonly requests: GraphRequests;
  private readonly budget = new RetryBudget();
  private readonly circuit = new Circuit();
  private readonly media: MediaFetcher;
  private readonly gate: CallGate | undefined;
  private readonly observer: GraphObserver | undefined;

  constructor(options: GraphClientOptions) {
    this.observer = options.observer;
    this.gate = options.gate;
    const timeouts = {
      connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
      headersTimeoutMs: options.headersTimeoutMs ?? 10_000,
      bodyTimeoutMs: options.bodyTimeoutMs ?? 15_000,
    };
    this.requests = new GraphRequests({
      baseUrl: options.baseUrl,
      version: options.version,
      appSecret: options.appSecret,
      connections: options.connections ?? 256,
      answerTimeoutMs: options.answerTimeoutMs ?? 30_000,
      sawUsage: (headers, call) => this.gate?.sawUsage(headers, call),
      ...timeouts,
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
    const make = (onDeparture?: () => void) =>
      this.observed('upload', () => this.requests.stream(call, onDeparture));
    if (!this.gate) return make();
    const kept = this.keptBack('upload');
    if (kept) return kept;
    const { path, signal, consumption } = call;
    // The gate makes a call twice only for callers that ask for patience, and an upload does not.
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

  /** Waits a moment for calls under way, then aborts them. */
  async close(): Promise<void> {
    await this.requests.close();
    await this.media.close();
  }

  private passGate(call: TokenCall): Promise<JsonObject> {
    const make = (onDeparture?: () => void) =>
      this.observed(call.safety, () => this.requests.send(call, onDeparture));
    if (this.gate) return this.keptBack(call.safety) ?? this.gate.pass(call, make);
    return call.beforeLeaving ? call.beforeLeaving().then(() => make()) : make();
  }

  /**
   * Refuses while the circuit is open. This comes before the gate, since a call that is not made must take nothing
   * from Meta's limits.
   */
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
}

/** The error for a caller who left while waiting at the gate: nothing was sent. */
function asDeparture({ signal, presence }: GatedCall, error: unknown): unknown {
  const left = signal ?? presence?.signal;
  if (!left?.aborted || error !== left.reason) return error;
  return new GraphTransportError(
    'ABORTED',
    'The caller went away while a call was waiting for its turn.',
    false,
  );
}
