import type { ExplorerBuild } from './build';
import { scriptJson } from './script-json';

/**
 * What the explorer's page may load: its own files and this host's GraphQL, nothing from elsewhere. Monaco makes
 * `<style>` elements while it runs, so styles alone are not confined to files.
 */
export const EXPLORER_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The HTML of `/explorer`. The data block is what `client/page-data.ts` reads. */
export function explorerPage(build: ExplorerBuild, assets: string, operations: readonly string[]): string {
  const workers = Object.fromEntries(
    Object.entries(build.workers).map(([label, file]) => [label, assets + file]),
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>WhatsApp GraphQL Gateway</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${assets}${build.style}" />
    <script type="application/json" id="explorer-data">${scriptJson({ endpoint: '/graphql', operations, workers })}</script>
    <script type="module" src="${assets}${build.script}"></script>
  </head>
  <body>
    <noscript>The explorer needs JavaScript.</noscript>
    <div id="explorer"></div>
  </body>
</html>
`;
}
