import { unixSeconds } from '../clock';
import { GraphError, invalidParameter } from '../graph-error';
import type { CallContext } from '../model/call-context';
import type { Parameters } from '../model/kind';
import { SYSTEM_USER_ID } from '../model/kinds/user';
import type { World } from '../model/world';
import { textOf } from '../read/arguments';
import { appToken, tokenFault } from './authorize';

const SCOPES = ['business_management', 'whatsapp_business_management', 'whatsapp_business_messaging'];

/** `GET /debug_token`: what a token is good for. The accounts are the targets of the granular scopes. */
export function debugToken(parameters: Parameters, { world, clock }: CallContext): unknown {
  const token = textOf(parameters, 'input_token');
  if (token === undefined) throw invalidParameter('The parameter input_token is required.');
  const fault = tokenFault(token, world.app, clock);
  if (fault !== undefined) {
    return {
      data: {
        error: {
          code: fault.code,
          message: fault.message,
          ...(fault.extras.subcode === undefined ? {} : { subcode: fault.extras.subcode }),
        },
        is_valid: false,
        scopes: [],
      },
    };
  }
  const app = { app_id: world.app.id, application: world.app.name };
  if (token === appToken(world.app)) return { data: { ...app, type: 'APP', is_valid: true, scopes: [] } };
  const accounts = world.accounts.where().map(({ id }) => id);
  return {
    data: {
      ...app,
      type: 'SYSTEM_USER',
      data_access_expires_at: 0,
      expires_at: 0,
      is_valid: true,
      issued_at: unixSeconds(clock) - 86_400,
      scopes: SCOPES,
      granular_scopes: [
        { scope: 'business_management', target_ids: world.businesses.where().map(({ id }) => id) },
        { scope: 'whatsapp_business_management', target_ids: accounts },
        { scope: 'whatsapp_business_messaging', target_ids: accounts },
      ],
      user_id: SYSTEM_USER_ID,
    },
  };
}

/** `GET /oauth/access_token`: an app token, or a business token for a code. */
export function exchangeToken(parameters: Parameters, world: World, newToken: () => string): unknown {
  const { app } = world;
  if (parameters.client_id !== app.id) {
    throw new GraphError(
      101,
      'Error validating application. Cannot get application info due to a system error.',
    );
  }
  if (parameters.client_secret !== app.secret) throw new GraphError(1, 'Error validating client secret.');
  if (parameters.grant_type === 'client_credentials') {
    return { access_token: appToken(app), token_type: 'bearer' };
  }
  if (parameters.grant_type === 'fb_exchange_token') {
    if (!textOf(parameters, 'fb_exchange_token'))
      throw invalidParameter('The parameter fb_exchange_token is required.');
    return { access_token: newToken(), token_type: 'bearer', expires_in: 5_184_000 };
  }
  const code = textOf(parameters, 'code');
  if (code === undefined) throw invalidParameter('The parameter code is required.');
  if (code.startsWith('expired')) {
    throw new GraphError(100, 'This authorization code has expired.', { subcode: 36007 });
  }
  return { access_token: newToken(), token_type: 'bearer' };
}
