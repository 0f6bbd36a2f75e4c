import { z } from 'zod';

const amount = z.looseObject({ value: z.number().int().min(0), offset: z.literal(100) });

const order = z
  .looseObject({
    status: z.literal('pending'),
    items: z
      .array(
        z.looseObject({
          name: z.string().min(1).max(60),
          amount,
          sale_amount: amount.optional(),
          quantity: z.number().int().min(1),
          image: z.object({ link: z.url({ protocol: /^https?$/ }) }).optional(),
        }),
      )
      .min(1),
    subtotal: amount,
    tax: amount,
    shipping: amount.optional(),
    discount: amount.optional(),
  })
  .refine(
    ({ items, subtotal }) =>
      subtotal.value ===
      items.reduce((sum, item) => sum + (item.sale_amount ?? item.amount).value * item.quantity, 0),
    { path: ['subtotal', 'value'], message: 'must be equal to the sum of all items' },
  );

/** The parameters of an order to pay. */
export const orderSchema = z
  .looseObject({
    reference_id: z.string().min(1).max(60),
    type: z.enum(['digital-goods', 'physical-goods']),
    currency: z.enum(['INR', 'BRL']),
    total_amount: amount,
    order,
  })
  .refine(
    ({ total_amount: total, order: { subtotal, tax, shipping, discount } }) =>
      total.value === subtotal.value + tax.value + (shipping?.value ?? 0) - (discount?.value ?? 0),
    { path: ['total_amount', 'value'], message: 'must be equal to subtotal + tax + shipping - discount' },
  );
