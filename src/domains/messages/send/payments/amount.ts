import { Int } from 'type-graphql';
import type { JsonValue } from '../../../../common/json';
import { SendField, SendInput } from '../declare/decorators';

const MOST = 2_147_483_647;

/** Meta counts money in hundredths, and wants that said. */
function asAmount(value: JsonValue): JsonValue {
  return { value, offset: 100 };
}

/** A sum of money. */
export const AmountField = (description: string, options: { optional?: true } = {}) =>
  SendField(() => Int, {
    ...options,
    range: [0, MOST],
    wrap: asAmount,
    description: `${description} In hundredths of the currency (paise, centavos).`,
  });

@SendInput('OrderChargeInput', {
  description: 'Tax or shipping of an order.',
  toGraph: (charge) => ({ ...charge, offset: 100 }),
})
export class OrderChargeInput {
  @SendField(() => Int, { range: [0, MOST], description: 'The sum, in hundredths of the currency.' })
  value!: number;

  @SendField(() => String, { optional: true, chars: 60, description: 'What it is for.' })
  description?: string | null;
}

@SendInput('OrderDiscountInput', {
  description: 'What an order is reduced by.',
  toGraph: (discount) => ({ ...discount, offset: 100 }),
})
export class OrderDiscountInput {
  @SendField(() => Int, { range: [0, MOST], description: 'The sum, in hundredths of the currency.' })
  value!: number;

  @SendField(() => String, { optional: true, chars: 60, description: 'What it is for.' })
  description?: string | null;

  @SendField(() => String, { optional: true, chars: 60, description: 'Name of the discount programme.' })
  discountProgramName?: string | null;
}
