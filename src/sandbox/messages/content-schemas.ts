import { z } from 'zod';
import { interactiveSchema } from './interactive-schemas';

const text = (maximum: number) => z.string().min(1).max(maximum);
/** Ids are digits; Meta takes them as JSON numbers too. */
const id = z.union([z.string().min(1), z.number()]);
const coordinate = (bound: number) => z.coerce.number().min(-bound).max(bound);

function media(extra: z.ZodRawShape) {
  return z
    .object({ id: id.optional(), link: z.url({ protocol: /^https?$/ }).optional(), ...extra })
    .refine((value) => (value.id === undefined) !== (value.link === undefined), {
      message: 'exactly one of id and link is needed',
    });
}

const caption = { caption: z.string().max(1024).optional() };

const contact = z.object({
  name: z.object({ formatted_name: text(1024) }).loose(),
  phones: z
    .array(z.object({ phone: z.string().optional(), wa_id: z.string().optional() }).loose())
    .optional(),
  birthday: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
});

/** What may stand under the message's type. */
export const CONTENT_SCHEMAS = {
  text: z.object({ body: text(4096), preview_url: z.boolean().optional() }),
  image: media(caption),
  video: media(caption),
  audio: media({ voice: z.boolean().optional() }),
  document: media({ ...caption, filename: z.string().optional() }),
  sticker: media({}),
  location: z.object({
    latitude: coordinate(90),
    longitude: coordinate(180),
    name: z.string().optional(),
    address: z.string().optional(),
  }),
  contacts: z.array(contact).min(1).max(257),
  reaction: z.object({ message_id: text(128), emoji: z.string() }),
  interactive: interactiveSchema,
  template: z.object({
    name: text(512),
    language: z.object({ code: text(16), policy: z.literal('deterministic').optional() }),
    components: z.array(z.looseObject({ type: z.string() })).optional(),
  }),
  pin: z
    .object({
      type: z.enum(['pin', 'unpin']),
      message_id: text(128),
      expiration_days: z.number().int().min(1).max(30).optional(),
    })
    .refine((pin) => pin.type === 'unpin' || pin.expiration_days !== undefined, {
      message: 'expiration_days is needed to pin',
      path: ['expiration_days'],
    }),
} as const satisfies Readonly<Record<string, z.ZodType>>;

export type MessageType = keyof typeof CONTENT_SCHEMAS;

export function isMessageType(type: string): type is MessageType {
  return Object.hasOwn(CONTENT_SCHEMAS, type);
}

/** What surrounds the content. */
export const envelopeSchema = z.object({
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.enum(['individual', 'group']).optional(),
  to: z.union([z.string(), z.number()]).optional(),
  recipient: z.string().optional(),
  type: z.string().optional(),
  context: z.object({ message_id: text(128) }).optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
  recipient_identity_key_hash: z.string().optional(),
});

/** Marking a message as read, with or without showing that one is typing. */
export const readSchema = z.object({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: text(128),
  typing_indicator: z.object({ type: z.literal('text') }).optional(),
});

export function contentSchemaOf(type: MessageType): z.ZodType {
  return CONTENT_SCHEMAS[type];
}
