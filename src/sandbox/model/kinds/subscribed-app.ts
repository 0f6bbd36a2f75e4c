import { invalidParameter } from '../../graph-error';
import type { Kind, Write } from '../kind';
import type { BusinessAccount } from '../records';
import type { App } from './app';

export interface SubscribedApp {
  account: BusinessAccount;
  app: App;
}

export const subscribedAppKind: Kind<SubscribedApp> = {
  type: 'WABASubscribedApp',
  description: 'An app that gets the webhooks of an account',
  fields: {
    whatsapp_business_api_data: {
      type: 'object',
      description: 'The app',
      byDefault: true,
      keys: ['id', 'name', 'link'],
      value: ({ app }) => ({
        link: `https://www.facebook.com/games/?app_id=${app.id}`,
        name: app.name,
        id: app.id,
      }),
    },
    override_callback_uri: {
      type: 'string',
      description: "Where this account's webhooks go instead of the app's callback URL",
      byDefault: true,
      value: ({ account }) => account.webhookOverride?.override_callback_uri,
    },
  },
};

/** Subscribes the app; a callback address sends this account's webhooks elsewhere, none clears that. */
export const subscribe: Write<BusinessAccount> = (account, parameters) => {
  const uri = parameters.override_callback_uri;
  if (uri === undefined) {
    delete account.webhookOverride;
  } else {
    if (String(uri).length > 200) {
      throw invalidParameter('Param override_callback_uri must be at most 200 characters');
    }
    if (!parameters.verify_token) throw invalidParameter('The parameter verify_token is required.');
    account.webhookOverride = {
      override_callback_uri: String(uri),
      verify_token: String(parameters.verify_token),
    };
  }
  account.subscribed = true;
  return { success: true };
};
