import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Caller } from '../domains/caller';
import type { Authenticator } from './authenticator';
import { IdentityProviderError } from './identity-tokens';

/**
 * The caller behind an `Authorization` header.
 *
 * @throws GraphQLError with its HTTP status: 401 when it is nobody, 503 when that can't be told now
 */
export async function graphqlCaller(authenticator: Authenticator, authorization: unknown): Promise<Caller> {
  const caller = await callerOf(authenticator, authorization);
  if (caller) return caller;
  throw new GraphQLError(
    'Give an API key, or a token of the identity provider: `Authorization: Bearer <key>`. The one given, if any, is not known or no longer good.',
    {
      extensions: {
        code: 'UNAUTHENTICATED',
        http: { status: 401, headers: new HeaderMap([['www-authenticate', 'Bearer']]) },
      },
    },
  );
}

async function callerOf(authenticator: Authenticator, authorization: unknown): Promise<Caller | undefined> {
  try {
    return await authenticator.callerOf(authorization);
  } catch (error) {
    if (!(error instanceof IdentityProviderError)) throw error;
    throw new GraphQLError(error.message, { extensions: { code: 'UNAVAILABLE', http: { status: 503 } } });
  }
}
