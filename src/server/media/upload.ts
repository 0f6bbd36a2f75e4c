import type { FastifyReply, FastifyRequest } from 'fastify';
import { textOf } from '../../common/json';
import { limitOf } from '../../domains/media/media-types';
import type { ContextFactory } from '../context-factory';
import { Departure } from '../departure';
import { RestFailure } from '../rest-failure';
import { formDataOf } from './form-data';
import { incomingFileOf } from './incoming-file';
import { assertPhoneNumberId, type MediaAccess } from './media-access';
import { acceptedKindOf, withinLimit } from './size-limit';

export interface UploadOptions {
  access: MediaAccess;
  contexts: ContextFactory;
}

export type UploadRequest = FastifyRequest<{ Params: { phoneNumberId: string } }>;

/** `POST /media/{phoneNumberId}`: a file to be sent, passed on to Meta as it comes. */
export async function upload(
  { access, contexts }: UploadOptions,
  request: UploadRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { phoneNumberId } = request.params;
  const { ownership } = await access.contextOf(request, reply, 'messages:send');
  assertPhoneNumberId(phoneNumberId);
  await ownership.assertPhoneNumber(phoneNumberId);
  const file = await incomingFileOf(request);
  const kind = acceptedKindOf(file);
  const bytes = withinLimit(file.bytes, (head) => limitOf(kind, head));
  const form = formDataOf({ messaging_product: 'whatsapp', type: file.mimeType }, { ...file, bytes });
  const answer = await contexts
    .graphSession(new Departure(reply))
    .upload({ path: `${phoneNumberId}/media`, ...form });
  const id = textOf(answer.id);
  if (id === undefined) {
    throw new RestFailure(502, 'UPSTREAM_UNAVAILABLE', 'Meta took the file but gave no id for it.');
  }
  return reply.code(201).header('location', `/media/${id}`).send({ id });
}
