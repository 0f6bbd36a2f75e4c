import { z } from 'zod';

const share = z.number().min(0).max(1);
const milliseconds = z.int().min(0).max(3_600_000);

/** How webhooks are delivered, as `POST /sandbox/behaviour` takes it. Nothing that is set can lose one. */
export const deliverySchema = z.strictObject({
  /** How many of the changes come twice, 0 to 1. */
  duplicateRate: share.default(0),
  /** Changes of the same moment come in another order than they happened. */
  reorder: z.boolean().default(false),
  /** Each change waits this long, or a random time between two. */
  delayMs: z
    .union([
      milliseconds,
      z
        .strictObject({ min: milliseconds, max: milliseconds })
        .refine(({ min, max }) => min <= max, { message: 'max must not be less than min' }),
    ])
    .default(0),
  /** Several changes in one POST: as many as come within the window, at most so many. */
  batch: z
    .strictObject({ maxItems: z.int().min(1).max(1_000).default(100), windowMs: milliseconds.default(250) })
    .nullable()
    .default(null),
  /** How many of the attempts never arrive, 0 to 1; they are made again as after an error. */
  failRate: share.default(0),
  /** How many of the attempts arrive, but count as failed: the same POST comes again. */
  unacknowledgedRate: share.default(0),
});

export type DeliveryBehaviour = z.output<typeof deliverySchema>;

export const FAITHFUL_DELIVERY: DeliveryBehaviour = deliverySchema.parse({});
