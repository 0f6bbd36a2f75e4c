import { isObject, type JsonObject, type JsonValue, textOf as plainTextOf } from '../common/json';

/** What Meta's error envelope says, in our names. */
export interface MetaErrorDetails {
  httpStatus: number;
  code: number;
  subcode?: number;
  type?: string;
  message: string;
  /** `error_data.details`: the part that says what exactly is wrong. */
  details?: string;
  /** `error_user_title` and `error_user_msg`: written for an end user. */
  userTitle?: string;
  userMessage?: string;
  fbtraceId?: string;
  isTransient: boolean;
}

/** Meta answered with its error envelope. */
export class GraphApiError extends Error {
  override readonly name = 'GraphApiError';
  /** When the same call could pass, where the limits have learnt it from this refusal. */
  retryAfterMs?: number | undefined;

  constructor(readonly meta: MetaErrorDetails) {
    super(meta.details ? `${meta.message}: ${meta.details}` : meta.message);
  }
}

/** Why no usable answer came from Meta. */
export type TransportFault =
  | 'CONNECT'
  | 'TIMEOUT'
  | 'RESET'
  | 'BAD_ANSWER'
  | 'HTTP_STATUS'
  | 'ABORTED'
  /** Not even tried: it has not been working for a while. */
  | 'CIRCUIT_OPEN';

/** No answer came, or none that is Meta's: connection refused, timeout, HTML from a proxy. */
export class GraphTransportError extends Error {
  override readonly name = 'GraphTransportError';
  constructor(
    readonly fault: TransportFault,
    message: string,
    /** False only when not a byte of the request can have reached Meta. */
    readonly mayHaveArrived: boolean,
    readonly httpStatus?: number,
    /** When it makes sense to try again, where that is known. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

/**
 * A body that has Meta's envelope, as an error; undefined when it has not. Meta quotes a bad token in its texts: the one
 * of the call is masked wherever it stands.
 */
export function graphApiErrorOf(
  httpStatus: number,
  body: JsonValue,
  token?: string,
): GraphApiError | undefined {
  const textOf = (value: JsonValue | undefined) => masked(plainTextOf(value), token);
  if (!isObject(body) || !isObject(body.error)) return undefined;
  const error = body.error;
  const code = Number(error.code);
  const details = masked(detailsOf(error.error_data), token);
  const subcode = Number(error.error_subcode);
  const userTitle = textOf(error.error_user_title);
  const userMessage = textOf(error.error_user_msg);
  const type = textOf(error.type);
  const fbtraceId = textOf(error.fbtrace_id);
  return new GraphApiError({
    httpStatus,
    // 0 is a real code (AuthException), so a missing one must not become 0.
    code: error.code === undefined || !Number.isFinite(code) ? 1 : code,
    ...(Number.isFinite(subcode) && error.error_subcode !== undefined && { subcode }),
    ...(type !== undefined && { type }),
    message: textOf(error.message) ?? 'Meta gave no message.',
    ...(details !== undefined && { details }),
    ...(userTitle !== undefined && { userTitle }),
    ...(userMessage !== undefined && { userMessage }),
    ...(fbtraceId !== undefined && { fbtraceId }),
    isTransient: error.is_transient === true,
  });
}

/** Any access token of Meta's, as far as one can be told. */
const ACCESS_TOKEN = /\bEAA\w{8,}/g;

function masked(text: string | undefined, token: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const known = token && text.includes(token) ? text.replaceAll(token, '[token]') : text;
  return known.replace(ACCESS_TOKEN, '[token]');
}

/** `error_data` is an object, a plain string, or an object encoded as a string. */
function detailsOf(data: JsonObject['error_data']): string | undefined {
  if (isObject(data)) return plainTextOf(data.details);
  if (typeof data !== 'string' || data === '') return undefined;
  try {
    const decoded: unknown = JSON.parse(data);
    return isObject(decoded) ? plainTextOf(decoded.details) : data;
  } catch {
    return data;
  }
}
