import type { Readable } from 'node:stream';
import { Agent } from 'undici';
import { transportErrorOf } from './transport-error';

/** An answer whose body is still on its way: nothing more is read from Meta than is taken here. */
export interface ByteStream {
  status: number;
  /** The value of a header; the first, where there are several. */
  header(name: string): string | undefined;
  body: Readable;
  /** Lets go of a body that nobody wants. */
  discard(): Promise<void>;
}

/** Meta named a host for a file that the token must not be shown to. */
export class ForeignMediaHostError extends Error {
  override readonly name = 'ForeignMediaHostError';

  constructor(readonly host: string) {
    super(
      `Meta named the host ${host} for this file, which is not among MEDIA_HOSTS. Nothing was sent there.`,
    );
  }
}

export interface MediaFetcherOptions {
  /** The base of the Graph API: its host may serve files too. */
  graphUrl: string;
  /** `lookaside.fbsbx.com`; with a port, that port alone. */
  hosts: readonly string[];
  connectTimeoutMs: number;
  headersTimeoutMs: number;
  bodyTimeoutMs: number;
}

/** A file's address, and who asks for it. */
export interface MediaRequest {
  url: string;
  token: string;
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal | undefined;
}

/** Largest part of an unwanted body that is read so that its connection can be used again. */
const DISCARDED_BYTES = 64 * 1024;

/**
 * Fetches files from where Meta says they are. On connections of its own: a download goes at the pace of whoever reads
 * it, and must not keep calls waiting.
 */
export class MediaFetcher {
  private readonly agent: Agent;
  private readonly graph: URL;

  constructor(private readonly options: MediaFetcherOptions) {
    this.graph = new URL(options.graphUrl);
    this.agent = new Agent({
      connect: { timeout: options.connectTimeoutMs },
      headersTimeout: options.headersTimeoutMs,
      bodyTimeout: options.bodyTimeoutMs,
    });
  }

  /**
   * Opens a file. Redirects are not followed: the token would go where no list says it may.
   *
   * @throws ForeignMediaHostError before anything is sent
   * @throws GraphTransportError when no answer comes
   */
  async fetch({ url, token, headers, signal }: MediaRequest): Promise<ByteStream> {
    const target = this.trusted(url);
    try {
      const answer = await this.agent.request({
        origin: target.origin,
        path: `${target.pathname}${target.search}`,
        method: 'GET',
        headers: {
          ...headers,
          authorization: `Bearer ${token}`,
          'accept-encoding': 'identity',
          'user-agent': 'whatsapp-graphql-gateway',
        },
        ...(signal && { signal }),
      });
      return {
        status: answer.statusCode,
        header: (name) => {
          const value = answer.headers[name];
          return Array.isArray(value) ? value[0] : value;
        },
        body: answer.body,
        discard: () => answer.body.dump({ limit: DISCARDED_BYTES }).catch(() => undefined),
      };
    } catch (error) {
      throw transportErrorOf(error);
    }
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private trusted(url: string): URL {
    if (!URL.canParse(url)) throw new ForeignMediaHostError('(none)');
    const target = new URL(url);
    const listed = this.options.hosts.some((host) => host === target.host || host === target.hostname);
    // Without TLS the token could be read on the way; only where the Graph API itself is a test double is it done.
    const safe =
      target.protocol === 'https:' || (target.protocol === 'http:' && this.graph.protocol === 'http:');
    if (safe && (listed || target.host === this.graph.host)) return target;
    throw new ForeignMediaHostError(target.host);
  }
}
