import DataLoader from 'dataloader';
import type { Consumption } from '../common/consumption';
import type { JsonObject } from '../common/json';
import type { Presence } from '../common/presence';
import { Remembered } from '../common/remembered';
import { isOutage } from './circuit';
import type { GraphClient } from './client';
import { type Expansion, fieldsParameterOf, readKeyOf } from './expansion';
import { hasFaults } from './faults';
import type { LastAnswers } from './last-answers';
import type { ByteStream, MediaRequest } from './media-fetcher';
import { type NodeRead, ReadBatches } from './read-batches';
import { NodeReader } from './reader';
import type { NodeResult } from './results';
import type { GraphCall, GraphSession, StaleAllowance, StaleRead } from './session';
import type { SharedReads } from './shared-reads';
import type { UploadCall } from './upload';

export interface GraphSessionOptions {
  /** Ends calls when the caller goes away. */
  presence?: Presence;
  /** How long a node that was read is used again. Absent: for the life of the session, which is one operation then. */
  rememberMs?: number;
  /** Notes what the calls took from Meta's limits. */
  consumption?: Consumption | undefined;
  /** Joins reads with those of other operations that are under way. */
  shared?: SharedReads;
  /** Keeps answers for when the Graph API is down. */
  lastAnswers?: LastAnswers;
}

/** Loaders and nodes that a session of long life keeps at most. */
const MOST_LOADERS = 500;
const MOST_NODES = 1_000;

/** The Graph API for one operation: reads of the same fields, or of the same node, in the same tick merge into one request. */
export class ClientGraphSession implements GraphSession {
  // Made when something is first read: most sends read nothing.
  private loaders: Map<string, DataLoader<string, JsonObject>> | undefined;
  private batches: ReadBatches | undefined;
  private reader: NodeReader | undefined;
  readonly staleReads: StaleRead[] = [];

  constructor(
    private readonly client: GraphClient,
    private readonly token: string,
    private readonly options: GraphSessionOptions = {},
  ) {}

  load(id: string, expansion: Expansion, query?: Readonly<Record<string, string>>): Promise<JsonObject> {
    const key = readKeyOf(expansion, query);
    this.loaders ??= new Map();
    let loader = this.loaders.get(key);
    if (!loader) {
      const { rememberMs } = this.options;
      this.batches ??= new ReadBatches((read) => this.read(read));
      const { batches } = this;
      loader = new DataLoader<string, JsonObject>((ids) => batches.add({ ids, expansion, query }), {
        batchScheduleFn: batches.schedule,
        ...(rememberMs !== undefined && { cacheMap: new Remembered(rememberMs, MOST_NODES) }),
      });
      if (this.loaders.size >= MOST_LOADERS) this.loaders.clear();
      this.loaders.set(key, loader);
    }
    const node = loader.load(id);
    // What failed is asked anew by the next event; within one operation it stays failed.
    if (this.options.rememberMs !== undefined) node.catch(() => loader.clear(id));
    return node;
  }

  async loadOrRecall(id: string, expansion: Expansion, allowance: StaleAllowance): Promise<JsonObject> {
    const { lastAnswers } = this.options;
    const key = `${id}?${fieldsParameterOf(expansion)}`;
    try {
      const node = await this.load(id, expansion);
      if (!hasFaults(node)) lastAnswers?.keep(key, node);
      return node;
    } catch (error) {
      const last = isOutage(error) ? lastAnswers?.recall(key, allowance.maxAgeMs) : undefined;
      if (!last) throw error;
      this.staleReads.push({ field: allowance.field, asOf: last.asOf });
      return last.node;
    }
  }

  call(call: GraphCall): Promise<JsonObject> {
    const { presence, shared, consumption } = this.options;
    const { method, path, query, body, json, safety, isShared, isMarketing, patience } = call;
    const { beforeLeaving, onLeaving, onUndone } = call;
    // A send that may have begun is finished even when its caller leaves: aborted, it would only be in doubt.
    const isSeenThrough = safety === 'once';
    // Written out: every send makes one, and spreading costs several times as much.
    const answer = this.client.call({
      method,
      path,
      query,
      body,
      json,
      safety,
      isShared,
      isMarketing,
      beforeLeaving,
      onLeaving,
      onUndone,
      patience,
      token: this.token,
      presence: isSeenThrough ? presence : undefined,
      signal: isSeenThrough ? undefined : presence?.signal,
      consumption,
    });
    if (safety === 'read' || !shared) return answer;
    return answer.then(
      (answered) => {
        shared.forget();
        return answered;
      },
      (error) => {
        shared.forget();
        throw error;
      },
    );
  }

  private read({ ids, expansion, query }: NodeRead): Promise<NodeResult[]> {
    const { shared, presence, consumption } = this.options;
    if (shared) return shared.read(ids, expansion, query, { signal: presence?.signal, consumption });
    this.reader ??= new NodeReader((call) => this.call(call));
    return this.reader.read(ids, expansion, query);
  }

  /** Makes a call whose body is a stream, once. @throws GraphApiError, GraphTransportError, what the stream threw */
  upload(call: UploadCall): Promise<JsonObject> {
    const { presence, consumption } = this.options;
    return this.client.upload({ ...call, token: this.token, signal: presence?.signal, consumption });
  }

  /** Opens a file at the address that Meta gave for it. @throws ForeignMediaHostError, GraphTransportError */
  fetchMedia(request: Pick<MediaRequest, 'url' | 'headers'>): Promise<ByteStream> {
    return this.client.fetchMedia({ ...request, token: this.token, signal: this.options.presence?.signal });
  }
}
