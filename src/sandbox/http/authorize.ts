import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Clock, unixSeconds } from '../clock';
import { GraphError, unknownObject } from '../graph-error';
import type { Parameters } from '../model/kind';
import type { App } from '../model/kinds/app';
import type { GraphRequest } from './graph-request';

/** How long a proof that was made with `appsecret_time` is good. */
const PROOF_SECONDS = 300;

export function appToken(app: App): string {
  return `${app.id}|${app.secret}`;
}

function tokenError(message: string, subcode?: number): GraphError {
  return new GraphError(190, message, { status: 401, ...(subcode === undefined ? {} : { subcode }) });
}

/** Why a token is no good, if it isn't. */
export function tokenFault(token: string, app: App, clock: Clock): GraphError | undefined {
  if (token === appToken(app)) return undefined;
  if (token.startsWith('EAAexpired')) {
    const now = new Date(clock.now()).toUTCString();
    return tokenError(
      `Error validating access token: Session has expired on Thursday, 01-Jan-26 00:00:00 PST. The current time is ${now}.`,
      463,
    );
  }
  return token.startsWith('EAA')
    ? undefined
    : tokenError('Invalid OAuth access token - Cannot parse access token');
}

/** The token of a call: from the header, else from the parameters. */
function accessTokenOf(request: GraphRequest, parameters: Parameters): string | undefined {
  const [, fromHeader] = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(request.authorization ?? '') ?? [];
  if (fromHeader !== undefined) return fromHeader;
  return typeof parameters.access_token === 'string' ? parameters.access_token : undefined;
}

function verifyProof(token: string, parameters: Parameters, app: App, clock: Clock): void {
  const { appsecret_proof: proof, appsecret_time: time } = parameters;
  if (proof === undefined) return;
  const message = time === undefined ? token : `${token}|${String(time)}`;
  const right = Buffer.from(createHmac('sha256', app.secret).update(message).digest('hex'));
  const given = Buffer.from(String(proof));
  const old = time !== undefined && Math.abs(unixSeconds(clock) - Number(time)) > PROOF_SECONDS;
  if (old || given.length !== right.length || !timingSafeEqual(given, right)) {
    throw new GraphError(100, 'Invalid appsecret_proof provided in the API argument', {
      type: 'GraphMethodException',
    });
  }
}

/** Checks token and proof as every call has to pass them. */
export function authorize(
  request: GraphRequest,
  parameters: Parameters,
  firstSegment: string,
  app: App,
  clock: Clock,
): string {
  const token = accessTokenOf(request, parameters);
  if (token === undefined) {
    throw tokenError('An access token is required to request this resource.');
  }
  const fault = tokenFault(token, app, clock);
  if (fault !== undefined) throw fault;
  verifyProof(token, parameters, app, clock);
  // An app token is nobody's: it reads the app and tokens, no business's nodes.
  if (token === appToken(app) && !['', 'debug_token', 'oauth', 'app', app.id].includes(firstSegment)) {
    throw unknownObject(firstSegment, request.method);
  }
  return token;
}
