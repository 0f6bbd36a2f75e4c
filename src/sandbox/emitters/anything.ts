import { z } from 'zod';
import { SandboxFault } from '../http/sandbox-fault';
import { isObject } from '../json';
import { emitter } from './emitter';
import { ofNothing } from './subjects';

const accountId = '102290129340398';

/** `POST /sandbox/webhooks`: any field with any value, signed and delivered as the rest; no state changes. */
export const anything = emitter({
  subject: ofNothing('/webhooks'),
  action: '',
  field: '*',
  body: z.strictObject({
    accountId: z.coerce.string(),
    field: z.string().min(1),
    value: z.looseObject({}),
    /** The id of the entry, when it is not the account's. */
    entryId: z.string().optional(),
  }),
  examples: {
    'Any webhook, such as one that Meta adds tomorrow': {
      accountId,
      field: 'weather_update',
      value: { sun: true },
    },
    'Tracking events (Meta has not documented the payload)': {
      accountId,
      field: 'tracking_events',
      value: { event: 'LINK_CLICK' },
    },
  },
  emit(_nothing, { accountId: id, field, value, entryId }, { world }) {
    if (world.accounts.get(id) === undefined) {
      const [first] = world.accounts.where();
      throw new SandboxFault(
        'INVALID_FIELD',
        `Field "accountId" is not valid: there is no "${id}". GET /sandbox lists them, such as "${first?.id ?? ''}".`,
      );
    }
    // A conversation's webhook goes where its phone number's go.
    const { metadata } = value;
    const number = isObject(metadata) ? world.phoneNumbers.get(String(metadata.phone_number_id)) : undefined;
    const place = { accountId: id, ...(number && { phoneNumber: number }) };
    return { value, field, place, ...(entryId !== undefined && { entryId }) };
  },
});
