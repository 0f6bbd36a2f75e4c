import { isObject, type JsonObject, type JsonValue } from '../../../../common/json';
import { SendField, SendInput } from '../declare/decorators';
import { metaEnum } from '../declare/meta-enum';
import type { Report } from '../declare/problem';
import { repeated } from '../declare/unique';

const PaymentGatewayType = metaEnum('PaymentGatewayType', 'Payment gateways in India.', {
  BILLDESK: 'BillDesk.',
  RAZORPAY: 'Razorpay.',
  PAYU: 'PayU.',
  ZAAKPAY: 'Zaakpay.',
});

/** A free text that a gateway hands back, with its limit. */
const Passed = (chars: number, meta: string) =>
  SendField(() => String, {
    optional: true,
    chars,
    meta,
    description: `\`${meta}\`: the gateway hands it back.`,
  });

@SendInput('PaymentNoteInput', { description: 'A note on a payment.' })
export class PaymentNoteInput {
  @SendField(() => String, { chars: 256, description: 'Its name.' })
  key!: string;

  @SendField(() => String, { chars: 256, description: 'Its text.' })
  value!: string;
}

@SendInput<RazorpayInput>('RazorpayInput', {
  description: 'What Razorpay is told about a payment.',
  check: ({ notes }, report) => {
    for (const index of repeated(notes ?? [], ({ key }) => key))
      report('key is that of an earlier note; give each note its own.', 'notes', index, 'key');
  },
})
export class RazorpayInput {
  @Passed(40, 'receipt')
  receipt?: string | null;

  @SendField(() => [PaymentNoteInput], {
    optional: true,
    items: [1, 15],
    wrap: asObject,
    description: 'Notes on the payment.',
  })
  notes?: PaymentNoteInput[] | null;
}

@SendInput('PayuInput', { description: 'What PayU is told about a payment.' })
export class PayuInput {
  @Passed(255, 'udf1')
  udf1?: string | null;

  @Passed(255, 'udf2')
  udf2?: string | null;

  @Passed(255, 'udf3')
  udf3?: string | null;

  @Passed(255, 'udf4')
  udf4?: string | null;
}

@SendInput('BilldeskInput', { description: 'What BillDesk is told about a payment.' })
export class BilldeskInput {
  @Passed(120, 'additional_info1')
  additionalInfo1?: string | null;

  @Passed(120, 'additional_info2')
  additionalInfo2?: string | null;

  @Passed(120, 'additional_info3')
  additionalInfo3?: string | null;

  @Passed(120, 'additional_info4')
  additionalInfo4?: string | null;

  @Passed(120, 'additional_info5')
  additionalInfo5?: string | null;

  @Passed(120, 'additional_info6')
  additionalInfo6?: string | null;

  @Passed(120, 'additional_info7')
  additionalInfo7?: string | null;
}

@SendInput('ZaakpayInput', { description: 'What Zaakpay is told about a payment.' })
export class ZaakpayInput {
  @Passed(180, 'extra1')
  extra1?: string | null;

  @Passed(180, 'extra2')
  extra2?: string | null;
}

@SendInput<PaymentGatewayInput>('PaymentGatewayInput', {
  description: 'A payment gateway that is connected to the WhatsApp Business Account (India).',
  check: detailsOfItsGateway,
})
export class PaymentGatewayInput {
  @SendField(() => PaymentGatewayType, { description: 'Which gateway.' })
  type!: string;

  @SendField(() => String, { chars: 60, description: 'Name of the payment configuration of the account.' })
  configurationName!: string;

  @SendField(() => RazorpayInput, { optional: true, description: 'Details, when `type` is RAZORPAY.' })
  razorpay?: RazorpayInput | null;

  @SendField(() => PayuInput, { optional: true, description: 'Details, when `type` is PAYU.' })
  payu?: PayuInput | null;

  @SendField(() => BilldeskInput, { optional: true, description: 'Details, when `type` is BILLDESK.' })
  billdesk?: BilldeskInput | null;

  @SendField(() => ZaakpayInput, { optional: true, description: 'Details, when `type` is ZAAKPAY.' })
  zaakpay?: ZaakpayInput | null;
}

function detailsOfItsGateway(gateway: PaymentGatewayInput, report: Report): void {
  for (const name of ['razorpay', 'payu', 'billdesk', 'zaakpay'] as const) {
    if (gateway[name] && gateway.type !== name) {
      report(`${name} is given for another gateway; leave it out, or change type.`, name);
    }
  }
}

function asObject(notes: JsonValue): JsonValue {
  const object: JsonObject = {};
  for (const note of Array.isArray(notes) ? notes : []) {
    if (isObject(note) && typeof note.key === 'string') object[note.key] = note.value;
  }
  return object;
}
