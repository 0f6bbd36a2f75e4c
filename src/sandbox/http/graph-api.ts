import type { Clock } from '../clock';
import { parseFields } from '../fields/parse-fields';
import type { FieldSelection } from '../fields/selection';
import { GraphError, invalidParameter, unknownObject, unknownPath } from '../graph-error';
import { messageError } from '../messages/error-codes';
import type { Limits } from '../meta-limits/limits';
import { MeteredCalls } from '../meta-limits/metered-calls';
import type { CallContext } from '../model/call-context';
import type { BoundWrite, GraphNode, Parameters } from '../model/kind';
import type { Simulation } from '../model/simulation';
import type { World } from '../model/world';
import type { Random } from '../random';
import { flagOf, textOf, wordsOf } from '../read/arguments';
import { metadataOf } from '../read/metadata';
import { ObjectBudget } from '../read/object-budget';
import { readEdgeByPath, readNode } from '../read/project';
import { authorize } from './authorize';
import { runBatch } from './batch';
import type { GraphReply, GraphRequest, Interceptor } from './graph-request';
import { parametersOf } from './parameters';
import { debugToken, exchangeToken } from './tokens';
import { Uploads } from './uploads';

/** What Meta serves when the path names no version. */
const DEFAULT_VERSION = 'v23.0';
const MAXIMUM_IDS = 50;

export interface GraphApiOptions {
  readonly world: World;
  readonly clock: Clock;
  readonly random: Random;
  readonly simulation: Simulation;
  readonly limits: Limits;
  /** Objects in one answer before Meta asks to reduce the amount of data. */
  readonly maximumObjects: number;
  readonly interceptors: readonly Interceptor[];
}

interface Path {
  readonly version: string;
  readonly segments: readonly string[];
}

function pathOf(path: string): Path {
  const segments = path.split('/').filter(Boolean).map(decodeURIComponent);
  const [first = ''] = segments;
  return /^v\d+\.\d+$/.test(first)
    ? { version: first, segments: segments.slice(1) }
    : { version: DEFAULT_VERSION, segments };
}

function selectionOf(parameters: Parameters): FieldSelection[] | undefined {
  const fields = textOf(parameters, 'fields');
  return fields === undefined ? undefined : parseFields(fields);
}

/** The Graph API without its transport: a call in, an answer out. */
export class GraphApi {
  private serial = 0;
  private readonly uploads = new Uploads();
  private readonly meter: MeteredCalls;

  constructor(private readonly options: GraphApiOptions) {
    this.meter = new MeteredCalls(options.limits, options.world);
  }

  /** Answers one call. Throws only what an interceptor throws. */
  handle(request: GraphRequest): Promise<GraphReply> {
    const answer = this.options.interceptors.reduceRight<(request: GraphRequest) => Promise<GraphReply>>(
      (next, interceptor) => (inner) => interceptor(inner, next),
      (inner) => this.answer(inner),
    );
    return answer(request);
  }

  private async answer(request: GraphRequest): Promise<GraphReply> {
    this.serial += 1;
    const trace = `A${this.options.random.token(22, 'trace', this.serial)}`;
    const headers: Record<string, string> = {
      'facebook-api-version': DEFAULT_VERSION,
      'x-fb-trace-id': trace,
      'x-fb-rev': '1029384756',
    };
    try {
      const path = pathOf(request.path);
      const body = await this.run(request, path, headers);
      return { status: 200, headers: { ...headers, 'facebook-api-version': path.version }, body };
    } catch (error) {
      const graphError =
        error instanceof GraphError
          ? error
          : new GraphError(2, 'An unexpected error has occurred. Please retry your request later.', {
              status: 500,
              transient: true,
            });
      return { status: graphError.status, headers, body: graphError.envelope(trace) };
    }
  }

  private async run(
    request: GraphRequest,
    { version, segments }: Path,
    headers: Record<string, string>,
  ): Promise<unknown> {
    const { world, clock, random, simulation, limits, maximumObjects } = this.options;
    const [first = '', second, ...rest] = segments;
    const upload = first.startsWith('upload:');
    // The body of an upload is the file itself.
    const parameters = await parametersOf(upload ? { ...request, body: undefined } : request);
    if (first === 'oauth' && second === 'access_token') {
      this.serial += 1;
      return exchangeToken(parameters, world, () => `EAA${random.token(60, 'token', this.serial)}`);
    }
    const accessToken = authorize(request, parameters, first, world.app, clock);
    const context: CallContext = {
      world,
      clock,
      random,
      simulation,
      limits,
      version,
      origin: request.origin,
      accessToken,
      budget: new ObjectBudget(maximumObjects),
    };
    if (first === '' && request.method === 'POST' && parameters.batch !== undefined) {
      return runBatch(parameters, request, version, (item) => this.handle(item));
    }
    const ids = second === undefined ? wordsOf(parameters, 'ids') : undefined;
    const edge = ids === undefined ? second : first || undefined;
    const charge = this.meter.charge({ method: request.method, ids: ids ?? [first], edge });
    Object.assign(headers, charge.headers);
    if (charge.fault !== undefined) throw charge.fault;
    if (upload) return this.uploads.handle(first, request);
    if (second === 'uploads' && [world.app.id, 'app'].includes(first) && request.method === 'POST') {
      return this.uploads.create(parameters);
    }
    if (first === 'debug_token') return debugToken(parameters, context);
    if (rest.length > 0) throw unknownPath([second, ...rest].join('/'));
    return request.method === 'GET' || request.method === 'HEAD'
      ? this.read(first, second, parameters, context)
      : this.write(request.method, first, second, parameters, context);
  }

  private read(
    first: string,
    second: string | undefined,
    parameters: Parameters,
    context: CallContext,
  ): unknown {
    const ids = wordsOf(parameters, 'ids');
    if (ids !== undefined && second === undefined) return this.readMany(ids, first, parameters, context);
    if (first === '')
      throw new GraphError(
        100,
        'Unsupported get request. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api',
        { type: 'GraphMethodException' },
      );
    return this.readOne(this.nodeOf(first, 'get', parameters, context), second, parameters, context);
  }

  private readOne(
    node: GraphNode,
    edge: string | undefined,
    parameters: Parameters,
    context: CallContext,
  ): unknown {
    const selection = selectionOf(parameters);
    if (edge !== undefined) return readEdgeByPath(node, edge, parameters, selection, context);
    const answer = readNode(node, selection, context);
    return flagOf(parameters, 'metadata') ? { ...answer, metadata: metadataOf(node, context) } : answer;
  }

  private readMany(
    ids: readonly string[],
    edge: string,
    parameters: Parameters,
    context: CallContext,
  ): unknown {
    if (ids.length > MAXIMUM_IDS) {
      throw invalidParameter(`Too many IDs. Maximum: ${MAXIMUM_IDS}. Provided: ${ids.length}.`);
    }
    const { ids: _ids, ...rest } = parameters;
    return Object.fromEntries(
      ids.map((id) => [
        id,
        this.readOne(this.nodeOf(id, 'get', parameters, context), edge || undefined, rest, context),
      ]),
    );
  }

  private write(
    method: string,
    first: string,
    second: string | undefined,
    parameters: Parameters,
    context: CallContext,
  ): unknown {
    const node = this.nodeOf(first, method, parameters, context);
    const { maintenanceUntil = 0 } = context.world.phoneNumbers.get(first) ?? {};
    if (maintenanceUntil > context.clock.now()) throw messageError(131057);
    const removing = method === 'DELETE';
    let write: BoundWrite | undefined;
    if (second === undefined) {
      write = removing ? node.remove : node.update;
    } else {
      const edge = node.edge(second);
      if (edge === undefined) throw unknownPath(second);
      write = removing ? edge.remove : edge.create;
    }
    if (write === undefined || !['POST', 'DELETE'].includes(method)) throw unknownObject(first, method);
    return write(parameters, context);
  }

  private nodeOf(id: string, method: string, parameters: Parameters, { world }: CallContext): GraphNode {
    const node = world.node(id);
    // Whoever names a number with a file is given none of another number's.
    const { phone_number_id: numberId } = parameters;
    const isOfAnother =
      numberId !== undefined && (world.media.get(id)?.phoneNumberId ?? numberId) !== numberId;
    if (node !== undefined && !isOfAnother) return node;
    throw /\d/.test(id) ? unknownObject(id, method) : unknownPath(id);
  }
}
