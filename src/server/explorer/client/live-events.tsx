import type { GraphiQLProps } from 'graphiql';
import { useSyncExternalStore } from 'react';
import { currentAuthorization, onAuthorization } from './credentials';
import { type LiveEvent, useLiveEvents } from './use-live-events';

type GraphiQLPlugin = NonNullable<GraphiQLProps['plugins']>[number];

/**
 * A side panel that shows events as they arrive. GraphiQL ends a tab's subscription when another tab is chosen, so
 * without it one could not send a message and watch what becomes of it in the same window.
 */
export function liveEventsPlugin(endpoint: string): GraphiQLPlugin {
  return { title: 'Live events', icon: LiveEventsIcon, content: () => <LiveEvents endpoint={endpoint} /> };
}

function LiveEvents({ endpoint }: { endpoint: string }) {
  const authorization = useSyncExternalStore(onAuthorization, currentAuthorization);
  const { events, status } = useLiveEvents(endpoint, authorization);
  return (
    <section aria-label="Live events">
      <div className="graphiql-doc-explorer-title">Live events</div>
      <p className="live-events-status" role="status">
        {status}
      </p>
      <ol className="live-events">
        {events.map((event) => (
          <li key={event.id}>
            <EventEntry event={event} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function EventEntry({ event }: { event: LiveEvent }) {
  return (
    <details>
      <summary>
        <time dateTime={event.receivedAt}>{new Date(event.receivedAt).toLocaleTimeString()}</time>{' '}
        <strong>{event.__typename}</strong> {headline(event)}
      </summary>
      <pre>{JSON.stringify(event, null, 2)}</pre>
    </details>
  );
}

/** The word of the payload that tells one event from the next: the status, the message's type, the change's event. */
function headline({ payload, field }: LiveEvent): string {
  const word = payload?.status ?? payload?.type ?? payload?.event;
  return typeof word === 'string' ? word : field;
}

function LiveEventsIcon() {
  return (
    <svg
      height="1em"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path d="M2 12h4l3-8 5 16 3-8h5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
