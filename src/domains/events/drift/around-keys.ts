import { knownKeys } from '../payload/known-keys';

/** An entry of `contacts`: whom an item or a change is about. */
export const CONTACT_KEYS = knownKeys('wa_id user_id parent_user_id username identity_key_hash', {
  profile: knownKeys('name username'),
});

/** Which business phone number it is about. */
export const METADATA_KEYS = knownKeys('display_phone_number phone_number_id');

/** What a conversation was about before it changed hands. */
const CONVERSATION_CONTEXT_KEYS = knownKeys('type', { summary: knownKeys('text') });

/**
 * What stands around an item in the webhook, as the log keeps it. `beside` is what was beside the value, where some of
 * Meta's samples have what belongs into it.
 */
export const AROUND_KEYS = knownKeys('messaging_product errors', {
  metadata: METADATA_KEYS,
  contacts: CONTACT_KEYS,
  conversation_context: CONVERSATION_CONTEXT_KEYS,
  beside: knownKeys('field object rejection_info'),
});
