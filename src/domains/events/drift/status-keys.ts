import { type KnownKeys, knownKeys } from '../payload/known-keys';
import { ERROR_KEYS } from '../payload/part-fields';

const PRICING = knownKeys('billable pricing_model type category');
const AMOUNT = knownKeys('value offset');

const KEYS = knownKeys(
  'id status timestamp type recipient_id recipient_user_id parent_recipient_user_id parent_user_id recipient_type group_id ' +
    'recipient_participant_id participant_recipient_id recipient_participant_user_id ' +
    'recipient_participant_parent_user_id recipient_identity_key_hash biz_opaque_callback_data template_id',
  {
    conversation: knownKeys('id expiration_timestamp', { origin: knownKeys('type'), pricing: PRICING }),
    pricing: PRICING,
    errors: ERROR_KEYS,
    payment: knownKeys(
      'reference_id currency receipt udf1 udf2 udf3 udf4 extra1 extra2 additional_info1 additional_info2 ' +
        'additional_info3 additional_info4 additional_info5 additional_info6 additional_info7',
      {
        amount: AMOUNT,
        notes: null,
        transaction: knownKeys('id pg_transaction_id type status created_timestamp updated_timestamp', {
          method: knownKeys('type'),
          error: knownKeys('code reason'),
          amount: AMOUNT,
        }),
        refunds: knownKeys('id speed_processed status created_timestamp updated_timestamp', {
          amount: AMOUNT,
        }),
      },
    ),
  },
);

/** The keys of a status of a message. */
export function statusKeys(): KnownKeys {
  return KEYS;
}
