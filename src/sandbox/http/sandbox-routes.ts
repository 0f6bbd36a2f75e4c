import type { FastifyInstance } from 'fastify';
import { describe, type SandboxDescription } from '../description';
import { GraphError, invalidParameter, unknownObject } from '../graph-error';
import { isObject, parseJson } from '../json';
import type { World } from '../model/world';
import { textOf } from '../read/arguments';
import type { WhatsApp } from '../simulation/whatsapp';

const TEMPLATE_STATUSES =
  'APPROVED PENDING REJECTED PAUSED DISABLED IN_APPEAL PENDING_DELETION DELETED LIMIT_EXCEEDED ARCHIVED FLAGGED'.split(
    ' ',
  );

export interface SandboxRoutes {
  readonly world: World;
  readonly whatsApp: WhatsApp;
  readonly callbackUrl: () => string;
}

function objectOf(body: unknown): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = Buffer.isBuffer(body) ? parseJson(body.toString()) : undefined;
  } catch {
    throw invalidParameter('The body is not valid JSON.');
  }
  if (!isObject(parsed)) throw invalidParameter('The body must be a JSON object.');
  return parsed;
}

/** A customer writes to a business. `from` is a phone number or a BSUID; the rest is the message itself. */
function customerMessage(body: Record<string, unknown>, { world, whatsApp }: SandboxRoutes): { id: string } {
  const { phoneNumberId, from, type = 'text', ...content } = body;
  const phoneNumber = world.phoneNumbers.get(String(phoneNumberId));
  if (phoneNumber === undefined) throw unknownObject(String(phoneNumberId), 'post');
  const sender = String(from ?? '').replace(/[\s()+-]/g, '');
  const customer = /^\d{5,15}$/.test(sender)
    ? world.customers.withPhone(sender)
    : world.customers.withUserId(String(from));
  if (customer === undefined) throw invalidParameter('Param from must be a phone number or a BSUID.');
  if (typeof type !== 'string') throw invalidParameter('Param type must be a string.');
  return { id: whatsApp.customerWrites(phoneNumber, customer, { ...content, type }) };
}

/** Meta changes its mind about a template. */
function templateStatus(id: string, body: Record<string, unknown>, { world, whatsApp }: SandboxRoutes) {
  const template = world.templates.get(id);
  if (template === undefined) throw unknownObject(id, 'post');
  const status = textOf(body, 'status') ?? '';
  if (!TEMPLATE_STATUSES.includes(status)) {
    throw invalidParameter(`Param status must be one of {${TEMPLATE_STATUSES.join(', ')}}`);
  }
  template.status = status;
  const reason = textOf(body, 'reason') ?? (status === 'REJECTED' ? 'INVALID_FORMAT' : 'NONE');
  if (status === 'REJECTED') template.rejected_reason = reason;
  whatsApp.templateStatusChanged(template, reason);
  return { success: true };
}

/** The sandbox's own paths, beside those it has in common with Meta. */
export function addSandboxRoutes(server: FastifyInstance, routes: SandboxRoutes): void {
  server.register(async (own) => {
    own.setErrorHandler((error, _request, reply) => {
      const graphError =
        error instanceof GraphError ? error : new GraphError(2, String(error), { status: 500 });
      return reply.code(graphError.status).send(graphError.envelope('Asandbox'));
    });
    own.get('/sandbox', (): SandboxDescription => describe(routes.world, routes.callbackUrl()));
    own.post('/sandbox/messages', (request) => customerMessage(objectOf(request.body), routes));
    own.post<{ Params: { id: string } }>('/sandbox/templates/:id/status', (request) =>
      templateStatus(request.params.id, objectOf(request.body), routes),
    );
    own.get<{ Params: { id: string } }>('/sandbox/flows/:id/flow.json', (request) => {
      const flow = routes.world.flows.get(request.params.id);
      if (flow === undefined) throw unknownObject(request.params.id, 'get');
      return flow.flowJson;
    });
  });
}
