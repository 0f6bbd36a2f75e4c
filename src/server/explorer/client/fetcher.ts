import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { withAuthorization } from './credentials';

/** The WebSocket address of a path of this host. */
export function webSocketUrl(path: string): string {
  const url = new URL(path, window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** Queries and mutations over HTTP, subscriptions over graphql-ws; the headers serve both. */
export function createFetcher(endpoint: string): Fetcher {
  const fetcher = createGraphiQLFetcher({
    url: endpoint,
    subscriptionUrl: webSocketUrl(endpoint),
    // The gateway answers no multipart; asking for it would only widen what is accepted.
    enableIncrementalDelivery: false,
  });
  return (params, options) => fetcher(params, { ...options, headers: withAuthorization(options?.headers) });
}
