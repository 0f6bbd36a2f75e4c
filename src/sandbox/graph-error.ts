/** What an error of the Graph API carries besides its code and message. */
export interface GraphErrorExtras {
  status?: number;
  type?: string;
  subcode?: number;
  userTitle?: string;
  userMessage?: string;
  /** `error_data.details`, which the Cloud API adds to its own errors. */
  details?: string;
  transient?: boolean;
  /** What has succeeded, which stands beside the error. */
  beside?: Record<string, unknown>;
}

/** An answer of the Graph API that is not a success, in Meta's envelope. */
export class GraphError extends Error {
  readonly status: number;

  constructor(
    readonly code: number,
    message: string,
    readonly extras: GraphErrorExtras = {},
  ) {
    super(message);
    this.status = extras.status ?? 400;
  }

  /** The body as Meta sends it. */
  envelope(fbtraceId: string): { error: Record<string, unknown> } {
    const { type, subcode, userTitle, userMessage, details, transient, beside } = this.extras;
    return {
      ...beside,
      error: {
        message: this.message,
        type: type ?? 'OAuthException',
        code: this.code,
        ...(details === undefined ? {} : { error_data: { messaging_product: 'whatsapp', details } }),
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        ...(transient === undefined ? {} : { is_transient: transient }),
        ...(userTitle === undefined ? {} : { error_user_title: userTitle }),
        ...(userMessage === undefined ? {} : { error_user_msg: userMessage }),
        fbtrace_id: fbtraceId,
      },
    };
  }
}

/** `(#100) …`: the request itself is wrong. */
export function invalidParameter(reason: string): GraphError {
  return new GraphError(100, `(#100) ${reason}`);
}

/** The node is not there, or not for this token: Meta tells neither apart. */
export function unknownObject(id: string, method: string): GraphError {
  const verb = method.toLowerCase();
  return new GraphError(
    100,
    `Unsupported ${verb} request. Object with ID '${id}' does not exist, cannot be loaded due to missing ` +
      'permissions, or does not support this operation. Please read the Graph API documentation at ' +
      'https://developers.facebook.com/docs/graph-api',
    { type: 'GraphMethodException', subcode: 33 },
  );
}

export function nonexistentField(field: string, nodeType: string): GraphError {
  return invalidParameter(`Tried accessing nonexistent field (${field}) on node type (${nodeType})`);
}

export function unknownPath(path: string): GraphError {
  return new GraphError(2500, `(#2500) Unknown path components: /${path}`);
}

export function tooMuchData(): GraphError {
  return new GraphError(1, "Please reduce the amount of data you're asking for, then retry your request", {
    status: 500,
  });
}
