import type { Config } from '../config';
import type { Sandbox } from '../sandbox';

/** Whom the gateway calls, and who may call its webhooks. */
export interface Upstream {
  url: string;
  token: string;
  appId?: string | undefined;
  appSecret?: string | undefined;
  webhookSecrets: string[];
  verifyToken?: string | undefined;
}

/** Meta as configured, or the sandbox in its place. */
export function upstreamOf(config: Config, sandbox: Sandbox | undefined): Upstream {
  const given = <T>(...values: (T | undefined)[]) => values.filter((value) => value !== undefined);
  if (!sandbox) {
    return {
      url: config.graph.url,
      token: config.graph.accessToken ?? '',
      appId: config.app.id,
      appSecret: config.app.secret,
      webhookSecrets: given(config.app.secret),
      verifyToken: config.webhooks.verifyToken,
    };
  }
  const { token, appId, appSecret, verifyToken } = sandbox.description();
  return {
    url: sandbox.url,
    token,
    appId,
    appSecret,
    webhookSecrets: given(appSecret, config.app.secret),
    verifyToken: config.webhooks.verifyToken ?? verifyToken,
  };
}
