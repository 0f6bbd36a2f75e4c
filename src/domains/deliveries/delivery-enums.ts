import { registerEnumType } from 'type-graphql';
import type { DeliveryOutcome } from '../../events/deliveries/types';

export const WebhookOutcome = {
  STORED: 'STORED',
  MISSING_SIGNATURE: 'MISSING_SIGNATURE',
  WRONG_SIGNATURE: 'WRONG_SIGNATURE',
  TOO_LARGE: 'TOO_LARGE',
  MALFORMED: 'MALFORMED',
  FOREIGN: 'FOREIGN',
  UNAVAILABLE: 'UNAVAILABLE',
} as const satisfies Record<DeliveryOutcome, DeliveryOutcome>;
registerEnumType(WebhookOutcome, {
  name: 'WebhookOutcome',
  description: 'What became of a webhook request.',
  valuesConfig: {
    STORED: { description: 'Every event in it is stored. Answered with 200.' },
    MISSING_SIGNATURE: { description: 'It had no `X-Hub-Signature-256`. Answered with 401.' },
    WRONG_SIGNATURE: { description: 'Its signature is not by a known app secret. Answered with 401.' },
    TOO_LARGE: { description: 'Its body is larger than WEBHOOK_MAX_BYTES. Answered with 413.' },
    MALFORMED: { description: 'Signed, but not UTF-8 or not JSON. Answered with 400.' },
    FOREIGN: { description: 'Signed, but not about a WhatsApp Business Account. Answered with 400.' },
    UNAVAILABLE: {
      description:
        'It could not be stored at the time. Answered with 503: Meta sends it again, for up to 7 days.',
    },
  },
});

export const WebhookSignature = {
  VALID: 'VALID',
  WRONG: 'WRONG',
  MISSING: 'MISSING',
  UNCHECKED: 'UNCHECKED',
} as const;
registerEnumType(WebhookSignature, {
  name: 'WebhookSignature',
  description: 'What the check of `X-Hub-Signature-256` over the raw body said.',
  valuesConfig: {
    VALID: { description: 'Signed with a known app secret.' },
    WRONG: { description: 'Signed with something else, or the body was changed.' },
    MISSING: { description: 'There was none.' },
    UNCHECKED: { description: 'The body was too large to be read.' },
  },
});

/** What an outcome says of the signature. */
export function signatureOf(outcome: DeliveryOutcome): keyof typeof WebhookSignature {
  if (outcome === 'MISSING_SIGNATURE') return 'MISSING';
  if (outcome === 'WRONG_SIGNATURE') return 'WRONG';
  return outcome === 'TOO_LARGE' ? 'UNCHECKED' : 'VALID';
}
