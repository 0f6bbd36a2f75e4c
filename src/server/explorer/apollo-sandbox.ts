import { randomBytes } from 'node:crypto';
import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { scriptJson } from './script-json';

const SCRIPT_HOST = 'https://embeddable-sandbox.cdn.apollographql.com';
const FRAME_HOST = 'https://sandbox.embed.apollographql.com';

export interface ApolloSandboxOptions {
  /** The operation that stands in the editor at first. */
  operation?: string;
}

/**
 * Shows Apollo Sandbox at `GET /graphql` in a browser. Apollo's own landing page can't be told where subscriptions
 * are served, nor to send no telemetry; otherwise this is the same.
 */
export function apolloSandboxPlugin(options: ApolloSandboxOptions = {}): ApolloServerPlugin<BaseContext> {
  return {
    serverWillStart: async () => ({
      renderLandingPage: async () => ({ html: async () => apolloSandboxPage(options) }),
    }),
  };
}

/** The HTML of Apollo Sandbox for the address it is served from. It loads from Apollo's CDN. */
function apolloSandboxPage({ operation }: ApolloSandboxOptions = {}): string {
  const nonce = randomBytes(16).toString('base64url');
  const csp = [
    `script-src 'nonce-${nonce}' ${SCRIPT_HOST}`,
    `style-src 'nonce-${nonce}'`,
    `frame-src ${FRAME_HOST}`,
    "object-src 'none'",
    "base-uri 'none'",
  ].join('; ');
  const config = {
    target: '#sandbox',
    initialState: operation === undefined ? {} : { document: operation },
    endpointIsEditable: false,
    hideCookieToggle: true,
    runTelemetry: false,
    allowDynamicStyles: false,
  };
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${csp}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>WhatsApp GraphQL Gateway</title>
    <link rel="icon" href="data:," />
    <style nonce="${nonce}">
      body { margin: 0; font-family: system-ui, sans-serif; }
      #sandbox { position: absolute; inset: 0; }
      #sandbox p { padding: 1em; }
      iframe { width: 100%; height: 100%; border: 0; background: white; }
    </style>
  </head>
  <body>
    <div id="sandbox">
      <p>
        Apollo Sandbox loads from Apollo's CDN, which has not answered yet.
        <a href="/explorer">The explorer</a> works without it.
      </p>
    </div>
    <script nonce="${nonce}" src="${SCRIPT_HOST}/v2/embeddable-sandbox.umd.production.min.js"></script>
    <script nonce="${nonce}">
      if (window.EmbeddedSandbox) {
        const endpoint = new URL(location.pathname, location.href);
        const subscriptions = new URL(endpoint);
        subscriptions.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';
        document.querySelector('#sandbox').replaceChildren();
        new window.EmbeddedSandbox({
          ...${scriptJson(config)},
          initialEndpoint: endpoint.href,
          initialSubscriptionEndpoint: subscriptions.href,
        });
      }
    </script>
  </body>
</html>
`;
}
