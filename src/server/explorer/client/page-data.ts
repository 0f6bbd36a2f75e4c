/** What the server puts into the page for the client: see `explorerPage` in ../page.ts. */
export interface PageData {
  /** The GraphQL endpoint, as a path of this host. */
  endpoint: string;
  /** Example operations, each with a comment that tells what it does. */
  operations: string[];
  /** Scripts of Monaco's workers, by the label Monaco asks with; `editor` serves every other label. */
  workers: Record<string, string>;
}

/** Reads the data block of the page. */
export function readPageData(): PageData {
  const block = document.getElementById('explorer-data');
  if (!block?.textContent) throw new Error('The page has no explorer data.');
  return JSON.parse(block.textContent);
}
