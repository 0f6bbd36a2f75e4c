import { textOf } from '../../common/json';
import { Remembered } from '../../common/remembered';
import type { ClientGraphSession } from '../../graph/graph-session';
import { readInteger } from '../../planner/readers';
import { RestFailure } from '../rest-failure';

/** What Meta says about a file. */
export interface FileFacts {
  /** Where the bytes are, for some minutes. */
  url: string;
  mimeType: string | undefined;
  size: number | undefined;
  /** What tells this file from any other: its hash. */
  etag: string | undefined;
}

/** Meta's addresses are good for 5 minutes; a player asks for a part of the file every few seconds. */
const REMEMBERED_MS = 120_000;
const MOST_REMEMBERED = 2_000;

/** Asks Meta where files are. */
export class FileLookup {
  private readonly known = new Remembered<string, FileFacts>(REMEMBERED_MS, MOST_REMEMBERED);

  /**
   * @param anew whether what is remembered no longer counts
   * @throws RestFailure 404 when the id is of something without bytes; GraphApiError, GraphTransportError
   */
  async find(
    graph: ClientGraphSession,
    { mediaId, phoneNumberId }: { mediaId: string; phoneNumberId?: string | undefined },
    anew = false,
  ): Promise<FileFacts> {
    const key = `${mediaId} ${phoneNumberId ?? ''}`;
    const known = anew ? undefined : this.known.get(key);
    if (known) return known;
    const node = await graph.call({
      method: 'GET',
      path: mediaId,
      ...(phoneNumberId !== undefined && { query: { phone_number_id: phoneNumberId } }),
      safety: 'read',
    });
    const url = textOf(node.url);
    if (url === undefined) throw new RestFailure(404, 'NOT_FOUND', `${mediaId} is not the id of a file.`);
    const hash = textOf(node.sha256);
    const facts: FileFacts = {
      url,
      mimeType: textOf(node.mime_type),
      size: node.file_size === undefined ? undefined : (readInteger(node.file_size) ?? undefined),
      etag: hash !== undefined && /^[\w+/=-]+$/.test(hash) ? `"${hash}"` : undefined,
    };
    this.known.set(key, facts);
    return facts;
  }
}
