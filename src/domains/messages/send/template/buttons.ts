import { Int } from 'type-graphql';
import type { JsonObject } from '../../../../common/json';
import { JsonObjectScalar } from '../../../graphql/scalars';
import { SendField, SendInput, SendOneOf } from '../declare/decorators';
import { flattened } from '../declare/forms';
import { webUrl } from '../declare/rules';
import { OrderDetailsInput } from '../payments/order-details';
import { ButtonIndexField } from './button-index';
import { TemplateCatalogButtonInput, TemplateMpmButtonInput } from './catalog-buttons';

@SendInput('TemplateQuickReplyButtonInput', {
  description: 'What a quick reply answers (`quick_reply`).',
  toGraph: ({ index, payload }) => ({ index, parameters: [{ type: 'payload', payload }] }),
})
export class TemplateQuickReplyButtonInput {
  @ButtonIndexField()
  index!: number;

  @SendField(() => String, { chars: 256, description: 'Comes back in the webhook when it is tapped.' })
  payload!: string;
}

@SendInput('TemplateUrlButtonInput', {
  description:
    'What completes the URL of a button (`url`). The code of an authentication template goes here too.',
  toGraph: ({ index, ...parameter }) => ({ index, parameters: [{ type: 'text', ...parameter }] }),
})
export class TemplateUrlButtonInput {
  @ButtonIndexField()
  index!: number;

  @SendField(() => String, { chars: 2000, description: "What stands for the variable at the URL's end." })
  text!: string;

  @SendField(() => String, {
    optional: true,
    description: 'The variable, for templates with named parameters.',
  })
  parameterName?: string | null;
}

@SendInput('TemplateCopyCodeButtonInput', {
  description: 'The code that a button copies (`copy_code`).',
  toGraph: ({ index, coupon_code }) => ({ index, parameters: [{ type: 'coupon_code', coupon_code }] }),
})
export class TemplateCopyCodeButtonInput {
  @ButtonIndexField()
  index!: number;

  @SendField(() => String, { chars: 20, description: 'The code.' })
  couponCode!: string;
}

@SendInput('TemplateFlowButtonInput', {
  description: 'What a button hands to its Flow (`flow`).',
  toGraph: ({ index, ...action }) => ({ index, parameters: [{ type: 'action', action }] }),
})
export class TemplateFlowButtonInput {
  @ButtonIndexField()
  index!: number;

  @SendField(() => String, {
    optional: true,
    description: 'Tells this sending from others. Default: "unused".',
  })
  flowToken?: string | null;

  @SendField(() => JsonObjectScalar, {
    optional: true,
    description: 'Data of the first screen, in the shape that the Flow declares.',
  })
  flowActionData?: JsonObject | null;
}

@SendInput('TemplateOrderDetailsButtonInput', {
  description: 'The order that a button shows (`order_details`).',
  toGraph: ({ index, order_details }) => ({
    index,
    parameters: [{ type: 'action', action: { order_details } }],
  }),
})
export class TemplateOrderDetailsButtonInput {
  @ButtonIndexField()
  index!: number;

  @SendField(() => OrderDetailsInput, { description: 'The order and how it can be paid.' })
  orderDetails!: OrderDetailsInput;
}

@SendInput<TemplateVoiceCallButtonInput>('TemplateVoiceCallButtonInput', {
  description:
    'A button that calls the business on WhatsApp (`voice_call`): `ttlMinutes`, `payload`, or both.',
  check: ({ ttlMinutes, payload }, report) => {
    if (typeof ttlMinutes !== 'number' && typeof payload !== 'string')
      report('Neither ttlMinutes nor payload is given; give one, or leave the button out.');
  },
  toGraph: ({ index, ttl_minutes, payload }) => ({
    ...(index !== undefined && { index }),
    parameters: [
      ...(ttl_minutes === undefined ? [] : [{ type: 'ttl_minutes', ttl_minutes }]),
      ...(payload === undefined ? [] : [{ type: 'payload', payload }]),
    ],
  }),
})
export class TemplateVoiceCallButtonInput {
  @ButtonIndexField({ optional: true })
  index?: number | null;

  @SendField(() => Int, {
    optional: true,
    range: [1, 43_200],
    description: 'How long the button works, in minutes.',
  })
  ttlMinutes?: number | null;

  @SendField(() => String, {
    optional: true,
    chars: 512,
    description: 'Comes back in the webhooks of the call.',
  })
  payload?: string | null;
}

@SendInput('TemplateAppButtonInput', {
  description: 'The link that a button opens in an app (`app`, Marketing Messages API).',
  toGraph: ({ index, link }) => ({ index, parameters: [{ type: 'text', text: link }] }),
})
export class TemplateAppButtonInput {
  @ButtonIndexField()
  index!: number;

  @SendField(() => String, { rule: webUrl, description: 'The deep link.' })
  link!: string;
}

@SendOneOf('TemplateButtonInput', {
  description: 'What one button of a template needs. Buttons without variables are left out.',
  toGraph: (fields) => {
    const { type: subType, ...rest } = flattened(fields);
    return { type: 'button', sub_type: subType, ...rest };
  },
})
export class TemplateButtonInput {
  @SendField(() => TemplateQuickReplyButtonInput, { optional: true, description: 'A quick reply.' })
  quickReply?: TemplateQuickReplyButtonInput | null;

  @SendField(() => TemplateUrlButtonInput, {
    optional: true,
    description: 'A URL with a variable, or an OTP code.',
  })
  url?: TemplateUrlButtonInput | null;

  @SendField(() => TemplateCopyCodeButtonInput, { optional: true, description: 'A code to copy.' })
  copyCode?: TemplateCopyCodeButtonInput | null;

  @SendField(() => TemplateFlowButtonInput, { optional: true, description: 'A Flow.' })
  flow?: TemplateFlowButtonInput | null;

  @SendField(() => TemplateCatalogButtonInput, { optional: true, description: 'The catalog.' })
  catalog?: TemplateCatalogButtonInput | null;

  @SendField(() => TemplateMpmButtonInput, { optional: true, description: 'A choice of products.' })
  mpm?: TemplateMpmButtonInput | null;

  @SendField(() => TemplateOrderDetailsButtonInput, { optional: true, description: 'An order to pay.' })
  orderDetails?: TemplateOrderDetailsButtonInput | null;

  @SendField(() => TemplateVoiceCallButtonInput, { optional: true, description: 'A call to the business.' })
  voiceCall?: TemplateVoiceCallButtonInput | null;

  @SendField(() => TemplateAppButtonInput, { optional: true, description: 'A link into an app.' })
  app?: TemplateAppButtonInput | null;
}
