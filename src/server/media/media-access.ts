import type { FastifyReply, FastifyRequest } from 'fastify';
import { isMetaId } from '../../common/meta-id';
import type { Caller, Scope } from '../../domains/caller';
import type { GatewayContext } from '../../domains/context';
import { assertScopes } from '../../domains/graphql/scopes';
import type { MediaLinkClaims, MediaLinks } from '../../domains/media/media-links';
import type { Authenticator } from '../authenticator';
import type { ContextFactory } from '../context-factory';
import { Departure } from '../departure';
import { RestFailure } from '../rest-failure';

export interface MediaAccessOptions {
  authenticator: Authenticator;
  contexts: ContextFactory;
  mediaLinks: MediaLinks;
}

/** What a request for a file may open, and for how long its answer may be kept. */
export interface Opening extends MediaLinkClaims {
  /** Whether a signed link opened it, and not an API key. */
  byLink: boolean;
  keptSeconds: number;
}

/** How long a browser may keep a file that an API key opened. */
const KEPT_SECONDS = 300;
const MEDIA = /^[\w-]{1,128}$/;

/** Who may read and write files. */
export class MediaAccess {
  constructor(private readonly options: MediaAccessOptions) {}

  /**
   * The context of a caller with an API key.
   *
   * @throws RestFailure 401 without one, MissingScopeError when it lacks the scope
   */
  async contextOf(request: FastifyRequest, reply: FastifyReply, scope: Scope): Promise<GatewayContext> {
    const caller = await this.callerOf(request);
    assertScopes(caller, [scope]);
    return this.options.contexts.forOperation(caller, new Departure(reply));
  }

  /**
   * Whether a file may be read: by a link that this gateway signed, or by an API key.
   *
   * @throws RestFailure 401, 403; MissingScopeError, ForbiddenError
   */
  async open(
    request: FastifyRequest<{ Params: { mediaId: string }; Querystring: Record<string, unknown> }>,
    reply: FastifyReply,
  ): Promise<Opening> {
    const { mediaId } = request.params;
    if (!MEDIA.test(mediaId)) throw new RestFailure(404, 'NOT_FOUND', 'This is not the id of a file.');
    const { query } = request;
    if (query.signature !== undefined || query.expires !== undefined) return this.openByLink(mediaId, query);
    const { phone_number_id: phoneNumberId, filename } = query;
    if (phoneNumberId !== undefined) assertPhoneNumberId(phoneNumberId);
    const { ownership } = await this.contextOf(request, reply, 'accounts:read');
    if (phoneNumberId === undefined) {
      ownership.assertUnconfined(`Media ${mediaId} without \`?phone_number_id=\``);
    } else {
      await ownership.assertPhoneNumber(phoneNumberId);
    }
    return {
      mediaId,
      phoneNumberId,
      filename: typeof filename === 'string' ? filename : undefined,
      byLink: false,
      keptSeconds: KEPT_SECONDS,
    };
  }

  private openByLink(mediaId: string, query: Record<string, unknown>): Opening {
    const check = this.options.mediaLinks.check(mediaId, query);
    if (check.ok) return { ...check.claims, byLink: true, keptSeconds: check.expiresInSeconds };
    throw check.reason === 'expired'
      ? new RestFailure(403, 'LINK_EXPIRED', 'This link has expired: ask for `downloadUrl` again.')
      : new RestFailure(403, 'LINK_INVALID', 'This link was not made by this gateway, or it was changed.');
  }

  private async callerOf(request: FastifyRequest): Promise<Caller> {
    const caller = await this.options.authenticator.callerOf(request.headers.authorization);
    if (caller) return caller;
    throw new RestFailure(
      401,
      'UNAUTHENTICATED',
      'Give an API key: `Authorization: Bearer <key>`; to read a file, a link from `downloadUrl` does it too. The key given, if any, is not known or no longer good.',
      { 'www-authenticate': 'Bearer' },
    );
  }
}

/** @throws RestFailure 404 for what cannot be the id of a phone number. */
export function assertPhoneNumberId(id: unknown): asserts id is string {
  if (typeof id === 'string' && isMetaId(id)) return;
  throw new RestFailure(404, 'NOT_FOUND', 'This is not the id of a phone number: it would be digits.');
}
