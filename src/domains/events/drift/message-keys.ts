import { type KnownKeys, knownKeys } from '../payload/known-keys';
import { ERROR_KEYS } from '../payload/part-fields';

const MEDIA = knownKeys('id mime_type sha256 url link caption filename voice animated provider');

const REPLY = knownKeys('type action footer', {
  // What a business sent comes back in echoes, in all its shapes.
  header: null,
  body: null,
  button_reply: knownKeys('id title'),
  list_reply: knownKeys('id title description'),
  nfm_reply: knownKeys('name body response_json'),
  call_permission_reply: knownKeys('response is_permanent expiration_timestamp response_source'),
  payment_method: knownKeys('payment_method payment_timestamp reference_id last_four_digits credential_id'),
});

const CARD = knownKeys('birthday vcard', {
  name: knownKeys('formatted_name first_name last_name middle_name prefix suffix'),
  phones: knownKeys('phone wa_id type user_id'),
  emails: knownKeys('email type'),
  addresses: knownKeys('street city state zip country country_code type'),
  urls: knownKeys('url type'),
  org: knownKeys('company department title'),
});

const REFERRAL = knownKeys(
  'source_url source_id source_type headline body media_type image_url video_url thumbnail_url ctwa_clid ref',
  { welcome_message: knownKeys('text') },
);

const CONTEXT = knownKeys('from from_user_id id message_id forwarded frequently_forwarded', {
  referred_product: knownKeys('catalog_id product_retailer_id'),
});

const KEYS = new Map([
  ...knownKeys(
    'from from_user_id from_parent_user_id to to_user_id to_parent_user_id group_id id timestamp type origin request_welcome',
    {
      text: knownKeys('body preview_url'),
      image: MEDIA,
      video: MEDIA,
      sticker: MEDIA,
      audio: MEDIA,
      document: MEDIA,
      location: knownKeys('latitude longitude name address url'),
      contacts: CARD,
      interactive: REPLY,
      button: knownKeys('payload text'),
      order: knownKeys('catalog_id text', {
        product_items: knownKeys('product_retailer_id quantity item_price currency'),
      }),
      reaction: knownKeys('message_id emoji'),
      system: knownKeys('body wa_id new_wa_id user_id parent_user_id type identity'),
      identity: knownKeys('acknowledged created_timestamp hash'),
      revoke: knownKeys('original_message_id'),
      pin: knownKeys('type message_id expiration_days'),
      template: null,
      unsupported: knownKeys('type'),
      media_placeholder: null,
      context: CONTEXT,
      referral: REFERRAL,
      errors: ERROR_KEYS,
      history_context: knownKeys('status'),
      // The inner message has the same shape; how deep it goes is nobody's business here.
      edit: knownKeys('original_message_id message'),
    },
  ),
]);

/** The keys of a message, as received, echoed, or of the past. */
export function messageKeys(): KnownKeys {
  return KEYS;
}
