import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLoopbackOrigin } from './loopback-guard';

/** Whether pages of an origin may read what they are answered. */
export type OriginCheck = (origin: string) => boolean;

/** Whose pages may call: those that are named, and without API keys those of this machine, which the guard lets in. */
export function originCheck(named: readonly string[], isOpen: boolean): OriginCheck {
  const origins = new Set(named);
  return (origin) => origins.has(origin) || (isOpen && isLoopbackOrigin(origin));
}

/** What a page may read beside the safelisted headers: how long to wait, where something is, which part of it came. */
const EXPOSED = 'retry-after, location, content-range, accept-ranges, etag, file-offset';
const PREFLIGHT_SECONDS = 600;

/** Lets pages of other origins read the answers of a scope. No cookies are in use, so no credentials are allowed. */
export function allowOrigins(scope: FastifyInstance, isAllowed: OriginCheck): void {
  scope.addHook('onRequest', (request, reply, next) => {
    const { origin } = request.headers;
    if (origin !== undefined && isAllowed(origin)) {
      reply.headers({ ...allowing(origin), 'access-control-expose-headers': EXPOSED });
    }
    next();
  });
}

/** Answers what browsers ask before they send; undefined for what is no such question, or of a page that may not. */
export function preflightAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  methods: readonly string[],
  isAllowed: OriginCheck,
): FastifyReply | undefined {
  const { origin, 'access-control-request-headers': headers } = request.headers;
  if (origin === undefined || !isAllowed(origin)) return undefined;
  return reply
    .code(204)
    .headers({
      ...allowing(origin),
      'access-control-allow-methods': methods.join(', '),
      ...(typeof headers === 'string' && { 'access-control-allow-headers': headers }),
      'access-control-max-age': String(PREFLIGHT_SECONDS),
    })
    .send();
}

function allowing(origin: string): Record<string, string> {
  return { 'access-control-allow-origin': origin, vary: 'origin' };
}
