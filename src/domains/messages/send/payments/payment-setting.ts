import { SendField, SendInput, SendOneOf } from '../declare/decorators';
import { tagged } from '../declare/forms';
import { metaEnum } from '../declare/meta-enum';
import { webUrl } from '../declare/rules';
import { PaymentGatewayInput } from './payment-gateway';

const PixKeyType = metaEnum('PixKeyType', 'Kinds of Pix keys (`key_type`).', {
  CPF: ['CPF', "A person's tax number."],
  CNPJ: ['CNPJ', "A company's tax number."],
  EMAIL: ['EMAIL', 'An e-mail address.'],
  PHONE: ['PHONE', 'A phone number.'],
  EVP: ['EVP', 'A random key.'],
});

@SendInput('UpiIntentInput', { description: 'A UPI link that a UPI app opens.' })
export class UpiIntentInput {
  @SendField(() => String, {
    rule: (text) => (text.startsWith('upi://') ? undefined : 'is not a link that begins with upi://.'),
    description: 'The link: upi://pay?…',
  })
  link!: string;
}

@SendInput('PaymentLinkInput', { description: 'A page to pay at.' })
export class PaymentLinkInput {
  @SendField(() => String, { rule: webUrl, description: 'URL of the page.' })
  uri!: string;
}

@SendInput('PixDynamicCodeInput', { description: 'A Pix code (Brazil).' })
export class PixDynamicCodeInput {
  @SendField(() => String, { description: 'The code that the customer copies.' })
  code!: string;

  @SendField(() => String, { description: 'Name of the account holder.' })
  merchantName!: string;

  @SendField(() => String, { description: 'The Pix key.' })
  key!: string;

  @SendField(() => PixKeyType, { description: 'What kind of key it is.' })
  keyType!: string;
}

@SendInput('BoletoInput', { description: 'A boleto (Brazil).' })
export class BoletoInput {
  @SendField(() => String, { description: 'The number that the customer copies (`digitable_line`).' })
  digitableLine!: string;
}

@SendInput('OffsiteCardPayInput', {
  description: 'A card that you have on file: payment with one tap (Brazil).',
})
export class OffsiteCardPayInput {
  @SendField(() => String, {
    rule: (text) => (/^\d{4}$/.test(text) ? undefined : 'is not 4 digits.'),
    description: 'The last 4 digits of the card.',
  })
  lastFourDigits!: string;

  @SendField(() => String, { description: 'Your id of the card; comes back in the webhook.' })
  credentialId!: string;
}

@SendOneOf('PaymentSettingInput', { description: 'One way to pay an order.', toGraph: tagged })
export class PaymentSettingInput {
  @SendField(() => PaymentGatewayInput, { optional: true, description: 'A payment gateway (India).' })
  paymentGateway?: PaymentGatewayInput | null;

  @SendField(() => UpiIntentInput, {
    optional: true,
    meta: 'upi_intent_link',
    description: 'A UPI link (India).',
  })
  upiIntent?: UpiIntentInput | null;

  @SendField(() => PaymentLinkInput, { optional: true, description: 'A page to pay at.' })
  paymentLink?: PaymentLinkInput | null;

  @SendField(() => PixDynamicCodeInput, { optional: true, description: 'A Pix code (Brazil).' })
  pixDynamicCode?: PixDynamicCodeInput | null;

  @SendField(() => BoletoInput, { optional: true, description: 'A boleto (Brazil).' })
  boleto?: BoletoInput | null;

  @SendField(() => OffsiteCardPayInput, { optional: true, description: 'A card on file (Brazil).' })
  offsiteCardPay?: OffsiteCardPayInput | null;
}
