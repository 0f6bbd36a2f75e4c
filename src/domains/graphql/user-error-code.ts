import { registerEnumType } from 'type-graphql';
import {
  type CatalogueEntry,
  ERROR_CATALOGUE,
  type ErrorActor,
  type ErrorCategory,
  type ErrorName,
  type RetryAdvice,
} from '../../graph/error-catalogue';

type Members<Name extends string> = { readonly [Key in Name]: Key };

/** A GraphQL enum of names with a description each. */
function describedEnum<Name extends string>(
  name: string,
  description: string,
  descriptions: Readonly<Record<Name, string>>,
): Members<Name> {
  const members: Partial<Record<string, string>> = {};
  const valuesConfig: Record<string, { description: string }> = {};
  for (const key in descriptions) {
    members[key] = key;
    valuesConfig[key] = { description: descriptions[key] };
  }
  registerEnumType(members, { name, description, valuesConfig });
  return members as Members<Name>;
}

function describe({ description, codes }: CatalogueEntry): string {
  if (codes.length === 0) return description;
  return `${description} Meta's ${codes.length === 1 ? 'code' : 'codes'}: ${codes.join(', ')}.`;
}

const codeDescriptions = Object.fromEntries(
  Object.entries(ERROR_CATALOGUE).map(([name, entry]) => [name, describe(entry)]),
) as Record<ErrorName, string>;

export const ErrorCodeEnum = describedEnum(
  'ErrorCode',
  "What went wrong, by a name that stays: the gateway's own errors and those of Meta.",
  codeDescriptions,
);

export const ErrorCategoryEnum = describedEnum<ErrorCategory>('ErrorCategory', 'What an error is about.', {
  GATEWAY: 'Found by the gateway itself.',
  AUTHORIZATION: 'The access token or a permission.',
  INTEGRITY: "Meta's policies: blocked, locked or restricted.",
  THROTTLING: 'A limit of calls or messages.',
  MESSAGING: 'Sending messages, and faults that any call can meet.',
  TEMPLATE: 'Sending a template.',
  TEMPLATE_CREATION: 'Making, editing or deleting a template.',
  ONBOARDING: 'Signup, moving phone numbers, coexistence.',
  REGISTRATION: 'Registering a phone number, two-step verification.',
  CALLING: 'Calls.',
  GROUPS: 'Groups.',
  FLOWS: 'Managing Flows.',
  PAYMENTS: 'Payments and billing.',
  BLOCKING: 'Blocking users.',
  USERNAMES: 'Business usernames.',
  ANALYTICS: 'Analytics and insights.',
  HEALTH: 'Reasons in a health status.',
  UNKNOWN: 'Not in the catalogue.',
});

export const RetryAdviceEnum = describedEnum<RetryAdvice>(
  'RetryAdvice',
  'Whether the same call can succeed when it is made again.',
  {
    NOW: 'Soon, with growing pauses.',
    LATER: 'After a wait: `retryAfterMs` where it is known.',
    NEVER: 'Not unchanged.',
    AFTER_ACTION: 'After somebody has put something right.',
  },
);

export const ErrorActorEnum = describedEnum<ErrorActor>(
  'ErrorActor',
  'Who has to do something about an error.',
  {
    CALLER: 'Who made the request: it has to be another one.',
    OPERATOR: 'Who runs the gateway or the business account.',
    CUSTOMER: 'The WhatsApp user on the other side.',
    META: 'Meta: wait.',
    NOBODY: 'Nobody: it cannot be helped, or it passes.',
  },
);
