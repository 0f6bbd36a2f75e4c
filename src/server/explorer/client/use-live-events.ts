import { createClient } from 'graphql-ws';
import { useEffect, useState } from 'react';
import { webSocketUrl } from './fetcher';

/** An event as the panel shows it. */
export interface LiveEvent {
  __typename: string;
  id: string;
  cursor: string;
  receivedAt: string;
  field: string;
  accountId: string;
  payload: Record<string, unknown> | null;
}

const EVENTS = `subscription LiveEvents($after: String) {
  events(after: $after) { __typename id cursor receivedAt field accountId payload }
}`;

/** How many events the panel keeps. */
const KEPT = 100;

/** The longest pause before the next attempt to connect. */
const MAX_WAIT_MS = 10_000;

/** The newest events first, and what to tell about the connection. Reconnects go on after the last event seen. */
export function useLiveEvents(endpoint: string, authorization: string | undefined) {
  const [events, setEvents] = useState<LiveEvent[]>([]);
  const [status, setStatus] = useState('Connecting…');

  useEffect(() => {
    let stopped = false;
    const tell = (text: string) => {
      if (!stopped) setStatus(text);
    };
    const variables: { after?: string } = {};
    const client = createClient({
      url: webSocketUrl(endpoint),
      connectionParams: authorization === undefined ? {} : { authorization },
      retryAttempts: Number.POSITIVE_INFINITY,
      retryWait: (retries) =>
        new Promise((resolve) => setTimeout(resolve, Math.min(1_000 * 2 ** retries, MAX_WAIT_MS))),
      on: {
        connected: () => tell('Connected. Events appear here as they arrive.'),
        closed: (event) => tell(`${explain(event)} Trying again…`),
      },
    });
    const show = (event: LiveEvent) => {
      // graphql-ws sends this very object again when it reconnects.
      variables.after = event.cursor;
      setEvents((seen) => [event, ...seen].slice(0, KEPT));
    };
    client.subscribe<{ events: LiveEvent }>(
      { query: EVENTS, variables },
      {
        next: ({ data, errors }) => {
          if (data) show(data.events);
          if (errors?.[0]) tell(errors[0].message);
        },
        error: (fault) => tell(explain(fault)),
        complete: () => tell('The gateway ended the subscription.'),
      },
    );
    return () => {
      stopped = true;
      // Rejects with the close event when it was still connecting.
      Promise.resolve(client.dispose()).catch(() => undefined);
    };
  }, [endpoint, authorization]);

  return { events, status };
}

/** Why the connection or the subscription ended, in words. */
function explain(fault: unknown): string {
  if (fault instanceof CloseEvent) {
    if (fault.code === 4401 || fault.code === 4403) {
      return 'The gateway wants an API key: type {"Authorization": "Bearer …"} into Headers and run an operation.';
    }
    return `Connection closed${fault.reason ? `: ${fault.reason}` : ''}.`;
  }
  if (Array.isArray(fault)) return fault.map((error: Error) => error.message).join(' ');
  return fault instanceof Error ? fault.message : 'The subscription failed.';
}
