import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
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
const plugins = [HISTORY_PLUGIN, liveEvents];
const tabs = data.operations.map((query) => ({ query }));

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
