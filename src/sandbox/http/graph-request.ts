/** A call to the Graph API, however it came: over HTTP or as an item of a batch. */
export interface GraphRequest {
  readonly method: string;
  /** Without the query, beginning with a slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization?: string | undefined;
  readonly contentType?: string | undefined;
  /** The header `file_offset` of a resumable upload. */
  readonly fileOffset?: string | undefined;
  readonly body?: Buffer | undefined;
  /** Where the caller reached the sandbox: `http://127.0.0.1:4010`. */
  readonly origin: string;
}

export interface GraphReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body: unknown;
}

/** Something that may answer a call itself, change the answer or let it pass: limits, faults, recordings. */
export type Interceptor = (
  request: GraphRequest,
  next: (request: GraphRequest) => Promise<GraphReply>,
) => Promise<GraphReply>;
