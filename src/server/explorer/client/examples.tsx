import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { GraphiQLProps } from 'graphiql';
import { useState } from 'react';
import type { Example } from './example';

type GraphiQLPlugin = NonNullable<GraphiQLProps['plugins']>[number];

/** A side panel that lists the example operations and opens them: as tabs, all of them would leave no room to see any. */
export function examplesPlugin(examples: readonly Example[]): GraphiQLPlugin {
  return { title: 'Examples', icon: ExamplesIcon, content: () => <Examples examples={examples} /> };
}

function Examples({ examples }: { examples: readonly Example[] }) {
  const [sought, setSought] = useState('');
  const open = useOpenInTab();
  const words = sought.toLowerCase().split(/\s+/);
  const found = examples.filter((example) => words.every((word) => textOf(example).includes(word)));
  return (
    <section aria-label="Examples">
      <div className="graphiql-doc-explorer-title">Examples</div>
      <input
        className="examples-search"
        type="search"
        placeholder="Search examples"
        aria-label="Search examples"
        value={sought}
        onChange={({ target }) => setSought(target.value)}
      />
      <ul className="examples">
        {found.map((example) => (
          <li key={example.name}>
            <button type="button" onClick={() => open(example.query)}>
              <strong>{example.name}</strong> <span className="examples-hint">{example.kind}</span>
              <p className="examples-hint">{example.about}</p>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="examples-hint">No example has all these words.</p>}
    </section>
  );
}

const textOf = ({ name, kind, about }: Example) => `${name} ${kind} ${about}`.toLowerCase();

/** Shows a text in the tab that has it already, or in a new one. */
function useOpenInTab(): (query: string) => void {
  const tabs = useGraphiQL((state) => state.tabs);
  const editor = useGraphiQL((state) => state.queryEditor);
  const { addTab, changeTab } = useGraphiQLActions();
  return (query) => {
    const place = tabs.findIndex((tab) => tab.query === query);
    if (place >= 0) {
      changeTab(place);
      return;
    }
    addTab();
    editor?.setValue(query);
  };
}

function ExamplesIcon() {
  return (
    <svg
      height="1em"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path d="M4 5h16M4 12h16M4 19h10" strokeLinecap="round" />
    </svg>
  );
}
