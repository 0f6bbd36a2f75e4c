import { z } from 'zod';
import { GraphError } from '../graph-error';
import type { GraphReply, GraphRequest, Interceptor } from '../http/graph-request';
import { statusOf, titleOf } from '../messages/error-codes';

const count = z.int().min(1).max(1_000_000).default(1);

/** Which calls a fault is for, and how many of them. */
const aim = {
  /** So many calls; then it is over. */
  next: count,
  method: z.enum(['GET', 'POST', 'DELETE']).optional(),
  /** Part of the path, such as `/messages`. */
  path: z.string().optional(),
};

/** Before the call has had an effect, or after: then only the answer is missing, as in the worst of real outages. */
const when = z.enum(['before', 'after']).default('before');

const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('error'),
    ...aim,
    code: z.int(),
    status: z.int().min(400).max(599).optional(),
    message: z.string().optional(),
    subcode: z.int().optional(),
    details: z.string().optional(),
    transient: z.boolean().optional(),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  z.strictObject({ kind: z.literal('hang'), ...aim, when }),
  z.strictObject({ kind: z.literal('reset'), ...aim, when }),
  z.strictObject({ kind: z.literal('delay'), ...aim, delayMs: z.int().min(0).max(600_000) }),
]);

/** What goes wrong with calls to the Graph API, as `POST /sandbox/behaviour` takes it under `graph`. */
export const graphFaultsSchema = z.array(faultSchema).max(100);

type GraphFault = z.output<typeof faultSchema>;

/** The connection is cut instead of an answer. */
export class ConnectionReset extends Error {}

type Next = (request: GraphRequest) => Promise<GraphReply>;

/** Injects faults into calls, in the order in which they were asked for. */
export class GraphFaults {
  private faults: GraphFault[] = [];
  private readonly hanging = new Set<() => void>();

  /** What is still to go wrong. */
  get current(): readonly GraphFault[] {
    return this.faults;
  }

  /** From now on. Calls that hang are cut off. */
  set(faults: readonly GraphFault[]): void {
    this.faults = faults.map((fault) => ({ ...fault }));
    this.release();
  }

  /** Cuts off the calls that hang. */
  release(): void {
    for (const cut of this.hanging) cut();
  }

  readonly interceptor: Interceptor = async (request, next) => {
    const fault = this.faults.find(
      ({ method, path }) =>
        (method === undefined || method === request.method) &&
        (path === undefined || request.path.includes(path)),
    );
    if (fault === undefined) return next(request);
    fault.next -= 1;
    if (fault.next <= 0) this.faults = this.faults.filter((other) => other !== fault);
    return this.commit(fault, request, next);
  };

  private async commit(fault: GraphFault, request: GraphRequest, next: Next): Promise<GraphReply> {
    if (fault.kind === 'error') return errorReply(fault);
    if (fault.kind === 'delay') {
      await new Promise<void>((resolve) => {
        setTimeout(resolve, fault.delayMs).unref();
      });
      return next(request);
    }
    if (fault.when === 'after') await next(request);
    if (fault.kind === 'hang') await this.hang();
    throw new ConnectionReset();
  }

  private async hang(): Promise<void> {
    await new Promise<void>((resolve) => {
      const cut = (): void => {
        this.hanging.delete(cut);
        resolve();
      };
      this.hanging.add(cut);
    });
  }
}

function errorReply(fault: Extract<GraphFault, { kind: 'error' }>): GraphReply {
  const { code, message = `(#${code}) ${titleOf(code)}`, headers } = fault;
  const { status, subcode, details, transient } = fault;
  const error = new GraphError(code, message, {
    status: status ?? statusOf(code),
    ...(subcode !== undefined && { subcode }),
    ...(details !== undefined && { details }),
    ...(transient !== undefined && { transient }),
  });
  return { status: error.status, headers, body: error.envelope('AsandboxFault') };
}
