import { isObject, type JsonObject, objectOf, objectsOf, textOf } from '../common/json';
import { type GraphApiError, graphApiErrorOf } from './errors';

const MANAGEMENT_SCOPE = 'whatsapp_business_management';
const MESSAGING_SCOPE = 'whatsapp_business_messaging';
/** Meta's code for a token that is expired, revoked or malformed. */
const TOKEN_INVALID = 190;

/**
 * The accounts that `debug_token` names; undefined for a token that is good for all accounts of its user, of which Meta
 * names none.
 *
 * @throws GraphApiError for a token that is not good: inspecting it succeeds, and the answer has the error
 */
export function grantedIdsOf(answer: JsonObject, token: string): string[] | undefined {
  const data = objectOf(answer.data);
  const refusal =
    data.is_valid === false || isObject(data.error) ? refusalOf(objectOf(data.error), token) : undefined;
  if (refusal) throw refusal;
  const grants = objectsOf(data.granular_scopes);
  const scopes = Array.isArray(data.scopes) ? data.scopes : [];
  const targetsOf = (scope: string) =>
    grants
      .filter((grant) => textOf(grant.scope) === scope)
      .flatMap((grant) => (Array.isArray(grant.target_ids) ? grant.target_ids : []))
      .map((id) => textOf(id))
      .filter((id) => id !== undefined);
  const isGranted = (scope: string) =>
    scopes.includes(scope) || grants.some((grant) => textOf(grant.scope) === scope);
  const managed = targetsOf(MANAGEMENT_SCOPE);
  const messaged = targetsOf(MESSAGING_SCOPE);
  // Accounts are read by the first of the two: what it is good for without naming it would be missing in the list.
  if (
    isGranted(MANAGEMENT_SCOPE) ? managed.length === 0 : isGranted(MESSAGING_SCOPE) && messaged.length === 0
  )
    return undefined;
  return [...new Set([...managed, ...messaged])];
}

/** What any other call with this token would have been refused with. */
function refusalOf(error: JsonObject, token: string): GraphApiError | undefined {
  const { code = TOKEN_INVALID, message = 'The access token is not valid.', subcode } = error;
  const body = { error: { ...error, code, message, type: 'OAuthException', error_subcode: subcode } };
  return graphApiErrorOf(401, body, token);
}
