import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../domains/context';
import { acceptedMediaType } from './accepted-media-type';

/** An operation that was well sent, but is none that can be executed. */
const REFUSED: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'OPERATION_TOO_LARGE',
]);

/** Gives refused operations the HTTP status that the specification has for the media type of the answer. */
export const refusalStatus: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response, errors }) => {
      if (response.http.status !== 400 || !REFUSED.has(errors?.[0]?.extensions.code)) return;
      const accepted = acceptedMediaType(request.http?.headers.get('accept'));
      response.http.status = accepted?.refusalStatus ?? 400;
    },
  }),
};
