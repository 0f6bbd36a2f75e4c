import type { Kind } from '../kind';

/** The Meta app that the sandbox's tokens belong to. */
export interface App {
  id: string;
  name: string;
  secret: string;
  verifyToken: string;
}

export const appKind: Kind<App> = {
  type: 'Application',
  description: 'A Meta app: what an access token is issued to, and what webhooks are signed for',
  fields: {
    id: { type: 'numeric string', description: "The app's id", byDefault: true },
    name: { type: 'string', description: "The app's name", byDefault: true },
    link: {
      type: 'string',
      description: "The app's page",
      byDefault: true,
      value: (app) => `https://www.facebook.com/games/?app_id=${app.id}`,
    },
    category: { type: 'string', description: "The app's category", byDefault: true, value: () => 'Business' },
  },
};
