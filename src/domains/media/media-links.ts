import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { InvalidInputError } from '../../common/errors';

/** What a link opens. */
export interface MediaLinkClaims {
  mediaId: string;
  /** The phone number it was sent from or to: Meta then answers only if it was. */
  phoneNumberId?: string | undefined;
  /** The name to save it under. */
  filename?: string | undefined;
}

/** What came with a request for a file: the parameters of a link, or anything else. */
export type MediaLinkQuery = Readonly<Record<string, unknown>>;

/** What a signature says. */
export type MediaLinkCheck =
  | { ok: true; claims: MediaLinkClaims; expiresInSeconds: number }
  | { ok: false; reason: 'expired' | 'invalid' };

export const DEFAULT_LINK_SECONDS = 3_600;
export const MOST_LINK_SECONDS = 86_400;

const KEY_PURPOSE = 'whatsapp-graphql-gateway media links v1';

/**
 * What this gateway signs: links to files that open without an API key until they expire, so that an `<img>` can show
 * them, and whose an upload is.
 */
export class MediaLinks {
  private readonly key: Buffer;

  /**
   * @param secret the key of signatures is derived from it. Absent: a random one, which no other process knows and
   *   which ends with this one
   */
  constructor(
    secret: string | undefined,
    private readonly now: () => number = Date.now,
  ) {
    this.key = Buffer.from(hkdfSync('sha256', secret ?? randomBytes(32), '', KEY_PURPOSE, 32));
  }

  /**
   * A path on this gateway that opens a file. It may live up to a tenth shorter than asked, so that a page that is drawn
   * again gets the same link and the browser need not load the file anew.
   *
   * @throws InvalidInputError when the lifetime is out of bounds
   */
  create(claims: MediaLinkClaims, expiresInSeconds: number): string {
    if (expiresInSeconds < 1 || expiresInSeconds > MOST_LINK_SECONDS) {
      throw new InvalidInputError(
        'expiresInSeconds',
        `is ${expiresInSeconds}`,
        `Give a number from 1 to ${MOST_LINK_SECONDS}.`,
      );
    }
    const step = Math.max(1, Math.floor(expiresInSeconds / 10));
    const expires = Math.floor((Math.ceil(this.now() / 1000) + expiresInSeconds) / step) * step;
    const query = new URLSearchParams({
      ...(claims.phoneNumberId !== undefined && { phone_number_id: claims.phoneNumberId }),
      ...(claims.filename !== undefined && { filename: claims.filename }),
      expires: String(expires),
      signature: this.sign(claims, String(expires)).toString('base64url'),
    });
    return `/media/${encodeURIComponent(claims.mediaId)}?${query}`;
  }

  /** Whether a request's parameters are those of a link that this gateway made, and that has not expired. */
  check(mediaId: string, query: MediaLinkQuery): MediaLinkCheck {
    const { expires, signature, phone_number_id: phoneNumberId, filename } = query;
    if (
      typeof expires !== 'string' ||
      typeof signature !== 'string' ||
      !isTextOrAbsent(phoneNumberId) ||
      !isTextOrAbsent(filename)
    ) {
      return { ok: false, reason: 'invalid' };
    }
    const claims = { mediaId, phoneNumberId, filename };
    const right = this.sign(claims, expires);
    const given = Buffer.from(signature, 'base64url');
    if (!isSame(given, right)) return { ok: false, reason: 'invalid' };
    const expiresInSeconds = Math.floor(Number(expires) - this.now() / 1000);
    return expiresInSeconds >= 0 ? { ok: true, claims, expiresInSeconds } : { ok: false, reason: 'expired' };
  }

  /** Where the bytes of an upload session go, as a path on this gateway: for the caller alone who began it. */
  uploadPath(sessionId: string, callerName: string): string {
    const owner = this.signOwner(sessionId, callerName).toString('base64url');
    return `/media/uploads/${encodeURIComponent(sessionId)}?owner=${owner}`;
  }

  /** Whether a path's `owner` says that this caller began the session. */
  ownsUpload(sessionId: string, callerName: string, owner: unknown): boolean {
    if (typeof owner !== 'string') return false;
    return isSame(Buffer.from(owner, 'base64url'), this.signOwner(sessionId, callerName));
  }

  private signOwner(sessionId: string, callerName: string): Buffer {
    return createHmac('sha256', this.key)
      .update(JSON.stringify(['upload', sessionId, callerName]))
      .digest();
  }

  private sign({ mediaId, phoneNumberId = null, filename = null }: NullableClaims, expires: string): Buffer {
    return createHmac('sha256', this.key)
      .update(JSON.stringify([mediaId, phoneNumberId, filename, expires]))
      .digest();
  }
}

type NullableClaims = { [Claim in keyof MediaLinkClaims]: MediaLinkClaims[Claim] | null };

function isSame(given: Buffer, right: Buffer): boolean {
  return given.length === right.length && timingSafeEqual(given, right);
}

function isTextOrAbsent(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}
