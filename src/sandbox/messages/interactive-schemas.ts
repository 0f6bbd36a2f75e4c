import { z } from 'zod';
import { orderSchema } from './order-schema';

const text = (maximum: number) => z.string().min(1).max(maximum);
const body = (maximum = 1024) => z.object({ text: text(maximum) });
const footer = z.object({ text: text(60) }).optional();
const mediaReference = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  link: z.string().optional(),
});

const textHeader = z.object({ type: z.literal('text'), text: text(60) });
const anyHeader = z.discriminatedUnion('type', [
  textHeader,
  z.object({ type: z.literal('image'), image: mediaReference }),
  z.object({ type: z.literal('video'), video: mediaReference }),
  z.object({ type: z.literal('document'), document: mediaReference }),
]);

function unique(key: 'id' | 'title') {
  return (buttons: readonly { reply: { id: string; title: string } }[]): boolean =>
    new Set(buttons.map(({ reply }) => reply[key])).size === buttons.length;
}

const replyButtons = z
  .array(z.object({ type: z.literal('reply'), reply: z.object({ id: text(256), title: text(20) }) }))
  .min(1)
  .max(3)
  .refine(unique('id'), { message: 'button ids must be unique' })
  .refine(unique('title'), { message: 'button titles must be unique' });

const listSections = z
  .array(
    z.object({
      title: z.string().max(24).optional(),
      rows: z
        .array(z.object({ id: text(200), title: text(24), description: z.string().max(72).optional() }))
        .min(1)
        .max(10),
    }),
  )
  .min(1)
  .max(10)
  .refine((sections) => sections.flatMap(({ rows }) => rows).length <= 10, {
    message: 'total row count must be at most 10',
  })
  .refine((sections) => sections.length === 1 || sections.every(({ title }) => title), {
    message: 'every section needs a title when there is more than one',
  });

const productSections = z
  .array(
    z.object({
      title: text(24).optional(),
      product_items: z.array(z.object({ product_retailer_id: text(256) })).min(1),
    }),
  )
  .min(1)
  .max(10)
  .refine((sections) => sections.flatMap(({ product_items }) => product_items).length <= 30, {
    message: 'at most 30 products',
  });

const urlParameters = z.object({ display_text: text(20), url: z.url({ protocol: /^https?$/ }) });

const card = z.object({
  card_index: z.number().int().min(0).max(9),
  type: z.enum(['cta_url', 'product']).optional(),
  header: z.looseObject({ type: z.enum(['image', 'video']) }).optional(),
  body: body(160).optional(),
  action: z.looseObject({}),
});

/** An action that names itself and may carry parameters. */
function named<N extends string, P extends z.ZodType>(name: N, parameters: P) {
  return z.object({ name: z.literal(name), parameters });
}

const anything = z.looseObject({}).optional();

export const interactiveSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('button'),
    header: anyHeader.optional(),
    body: body(),
    footer,
    action: z.object({ buttons: replyButtons }),
  }),
  z.object({
    type: z.literal('list'),
    header: textHeader.optional(),
    body: body(4096),
    footer,
    action: z.object({ button: text(20), sections: listSections }),
  }),
  z.object({
    type: z.literal('cta_url'),
    header: anyHeader.optional(),
    body: body(),
    footer,
    action: named('cta_url', urlParameters),
  }),
  z.object({
    type: z.literal('location_request_message'),
    body: body(),
    action: z.object({ name: z.literal('send_location') }),
  }),
  z.object({
    type: z.literal('address_message'),
    body: body(),
    footer,
    action: named('address_message', z.looseObject({ country: text(2) })),
  }),
  z.object({
    type: z.literal('flow'),
    header: anyHeader.optional(),
    body: body(),
    footer,
    action: named(
      'flow',
      z.looseObject({
        flow_message_version: z.union([z.string(), z.number()]),
        flow_id: z.union([z.string(), z.number()]).optional(),
        flow_name: z.string().optional(),
        flow_cta: text(30),
        mode: z.enum(['draft', 'published']).optional(),
        flow_action: z.enum(['navigate', 'data_exchange']).optional(),
      }),
    ),
  }),
  z.object({
    type: z.literal('product'),
    body: body().optional(),
    footer,
    action: z.object({ catalog_id: text(64), product_retailer_id: text(256) }),
  }),
  z.object({
    type: z.literal('product_list'),
    header: textHeader,
    body: body(),
    footer,
    action: z.object({ catalog_id: text(64), sections: productSections }),
  }),
  z.object({
    type: z.literal('catalog_message'),
    body: body(),
    footer,
    action: z.object({ name: z.literal('catalog_message'), parameters: anything }),
  }),
  z.object({
    type: z.literal('carousel'),
    body: body(),
    action: z.object({ cards: z.array(card).min(2).max(10) }),
  }),
  z.object({
    type: z.literal('order_details'),
    header: anyHeader.optional(),
    body: body(),
    footer,
    action: named('review_and_pay', orderSchema),
  }),
  z.object({
    type: z.literal('order_status'),
    body: body(),
    footer,
    action: named(
      'review_order',
      z.looseObject({
        reference_id: text(60),
        order: z.looseObject({ status: text(40), description: z.string().max(120).optional() }),
      }),
    ),
  }),
  z.object({
    type: z.literal('call_permission_request'),
    body: body().optional(),
    action: z.object({ name: z.literal('call_permission_request') }),
  }),
  z.object({
    type: z.literal('voice_call'),
    body: body(),
    action: z.object({
      name: z.literal('voice_call'),
      parameters: z
        .looseObject({
          display_text: text(20).optional(),
          ttl_minutes: z.number().int().min(1).max(43_200).optional(),
        })
        .optional(),
    }),
  }),
  z.object({
    type: z.literal('request_contact_info'),
    body: body(),
    action: z.object({ name: z.literal('request_contact_info') }),
  }),
]);
