import type { FastifyReply, FastifyRequest } from 'fastify';
import { type JsonObject, textOf } from '../../common/json';
import type { GatewayContext } from '../../domains/context';
import { type MediaLimit, MOST_MEDIA_BYTES } from '../../domains/media/media-types';
import { readInteger } from '../../planner/readers';
import { Departure } from '../departure';
import { RestFailure } from '../rest-failure';
import { bodyOf } from './incoming-file';
import { assertLength, withinLimit } from './size-limit';
import type { UploadOptions } from './upload';

export type SessionRequest = FastifyRequest<{
  Params: { sessionId: string };
  Querystring: Record<string, unknown>;
}>;

/** Meta's session ids carry a signature as a query of their own. */
const SESSION = /^upload:[\w\-.~+=:%]+(\?sig=[\w\-.~+=:%]+)?$/;
const LIMIT: MediaLimit = { name: 'document', bytes: MOST_MEDIA_BYTES };

/** `GET /media/uploads/{sessionId}`: how far an upload has come. */
export async function uploadOffset(
  { access }: UploadOptions,
  request: SessionRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const context = await access.contextOf(request, reply, 'accounts:manage');
  const path = ownSessionOf(request, context);
  const session = await context.graph.call({ method: 'GET', path, safety: 'read' });
  return reply.header('cache-control', 'no-store').send({ fileOffset: offsetIn(session) });
}

/** `POST /media/uploads/{sessionId}`: the bytes of a session, from an offset on. */
export async function continueUpload(
  { access, contexts }: UploadOptions,
  request: SessionRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const path = ownSessionOf(request, await access.contextOf(request, reply, 'accounts:manage'));
  if (request.isMultipart()) {
    throw new RestFailure(415, 'MEDIA_TYPE_NOT_SUPPORTED', 'Send the bytes of the file bare, not in a form.');
  }
  const offset = request.headers.file_offset ?? request.query.file_offset ?? '0';
  if (typeof offset !== 'string' || !/^\d{1,12}$/.test(offset)) {
    throw new RestFailure(400, 'BAD_REQUEST', '`file_offset` is not a number of bytes.');
  }
  const { bytes, length } = bodyOf(request);
  assertLength(length, LIMIT);
  const answer = await contexts.graphSession(new Departure(reply)).upload({
    path,
    scheme: 'OAuth',
    headers: {
      file_offset: offset,
      'content-type': 'application/octet-stream',
      ...(length !== undefined && { 'content-length': String(length) }),
    },
    bytes: withinLimit(bytes, () => LIMIT),
  });
  const handle = textOf(answer.h);
  return handle === undefined
    ? reply.code(202).send({ fileOffset: offsetIn(answer) })
    : reply.code(200).send({ handle });
}

function offsetIn(session: JsonObject): number {
  const { file_offset: offset } = session;
  return (offset === undefined ? null : readInteger(offset)) ?? 0;
}

/**
 * The session that a path names: Meta would let anybody with the app's token go on with it.
 *
 * @throws RestFailure 403 for a caller who did not begin it
 */
function ownSessionOf(request: SessionRequest, { caller, mediaLinks }: GatewayContext): string {
  const session = sessionOf(request);
  if (mediaLinks.ownsUpload(session, caller.name, request.query.owner)) return session;
  throw new RestFailure(
    403,
    'FORBIDDEN',
    'Only the API key that began an upload session may use it: give `uploadUrl` as it was answered.',
  );
}

/** The session that a path names, whether its signature was encoded into the path or stands behind it. */
function sessionOf({ params: { sessionId }, raw }: SessionRequest): string {
  const signature = /[?&](sig=[^&]*)/.exec(raw.url ?? '')?.[1];
  const whole = sessionId.includes('?') || !signature ? sessionId : `${sessionId}?${signature}`;
  if (SESSION.test(whole)) return whole;
  throw new RestFailure(404, 'NOT_FOUND', 'This is not the id of an upload session.');
}
