import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText } from '../fits';
import { EnumField, IdField, TextField, TimeField } from '../payload';
import { AccountEvent } from './account-event';

const PaymentConfigurationStatus = openEnum(
  'PaymentConfigurationStatus',
  'Whether payments can be taken by a configuration.',
  {
    ACTIVE: 'They can.',
    NEEDS_CONNECTING: 'The account at the payment provider has to be connected.',
    NEEDS_TESTING: 'A payment has to be tried out.',
  },
);

@ObjectType({
  implements: [EventType, AccountEvent],
  simpleResolvers: true,
  description: 'A way to take payments changed (India; `payment_configuration_update`).',
})
export class PaymentConfigurationUpdated extends AccountEvent {
  @TextField('configuration_name', 'Its name.')
  configurationName!: string | null;

  @TextField('provider_name', 'The payment provider: `billdesk`, `payu`, `razorpay`, `zaakpay`.')
  providerName!: string | null;

  @IdField('provider_mid', "The merchant's id with the provider.")
  providerMid!: string | null;

  @EnumField(PaymentConfigurationStatus, 'status', 'Whether payments can be taken by it.')
  configurationStatus!: string | null;
  configurationStatusRaw!: string | null;

  @TimeField('created_timestamp', 'When it was made.')
  createdTimestamp!: Date | null;

  @TimeField('updated_timestamp', 'When it was last changed.')
  updatedTimestamp!: Date | null;
}

export const paymentConfigurationUpdated = declaredEvent({
  kind: 'PAYMENT_CONFIGURATION_UPDATED',
  type: PaymentConfigurationUpdated,
  description: 'A way to take payments changed',
  fields: ['payment_configuration_update'],
  fits: hasText('configuration_name', 'provider_name', 'provider_mid'),
});
