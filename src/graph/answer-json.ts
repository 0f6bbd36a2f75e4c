import { isObject, type JsonObject, parseJson } from '../common/json';
import { GraphTransportError, graphApiErrorOf } from './errors';

/**
 * What Graph answered, parsed.
 *
 * @param token kept out of what an error says
 * @throws GraphApiError when it is Meta's error envelope
 * @throws GraphTransportError when it is nothing of Graph's
 */
export function answerOf(status: number, text: string, token: string): JsonObject {
  let body: ReturnType<typeof parseJson>;
  try {
    body = parseJson(text);
  } catch {
    throw new GraphTransportError(
      status >= 500 ? 'HTTP_STATUS' : 'BAD_ANSWER',
      `The Graph API answered HTTP ${status} with something that is not JSON.`,
      true,
      status,
    );
  }
  const error = graphApiErrorOf(status, body, token);
  if (error) throw error;
  // Redirects are not followed: the token would go where nobody said it may.
  if (status >= 300) {
    throw new GraphTransportError('HTTP_STATUS', `The Graph API answered HTTP ${status}.`, true, status);
  }
  if (!isObject(body)) {
    throw new GraphTransportError(
      'BAD_ANSWER',
      'The Graph API answered with JSON that is not an object.',
      true,
      status,
    );
  }
  return body;
}
