import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { readExample } from './example';
import { examplesPlugin } from './examples';
import { createFetcher } from './fetcher';
import { liveEventsPlugin } from './live-events';
import { readPageData } from './page-data';
import { Surroundings } from './surroundings';
import { setUpWorkers } from './workers';
import 'graphiql/style.css';
import './explorer.css';

const data = readPageData();
setUpWorkers(data.workers);

const fetcher = createFetcher(data.endpoint);
const liveEvents = liveEventsPlugin(data.endpoint);
const examples = data.operations.map(readExample);
const plugins = [examplesPlugin(examples), HISTORY_PLUGIN, liveEvents];
/** The examples that are open at first: what leads from the accounts to a message and what becomes of it. */
const OPEN_AT_FIRST = new Set([
  'Accounts',
  'Templates',
  'SendText',
  'SendTemplate',
  'Conversations',
  'WatchEvents',
  'WatchStatuses',
]);
const tabs = examples.filter(({ name }) => OPEN_AT_FIRST.has(name)).map(({ query }) => ({ query }));

const root = document.getElementById('explorer');
if (!root) throw new Error('The page has no place for the explorer.');
createRoot(root).render(
  <StrictMode>
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      visiblePlugin={liveEvents}
      defaultTabs={tabs}
      isHeadersEditorEnabled
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        WhatsApp Gateway
        <Surroundings />
      </GraphiQL.Logo>
    </GraphiQL>
  </StrictMode>,
);
