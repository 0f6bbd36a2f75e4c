import 'reflect-metadata';
import type { JsonObject } from '../../../src/common/json';
import { messageOf } from '../../../src/domains/messages/message';
import { messageStatusOf } from '../../../src/domains/messages/message-status';
import type { MessageRecord } from '../../../src/history/types';

const at = (seconds: number) => new Date(1_754_000_000_000 + seconds * 1000);
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

const sent: MessageRecord = {
  id: 'wamid.out',
  direction: 'OUTBOUND',
  accountId: '102290129340398',
  phoneNumberId: '106540352242922',
  contact: { key: 'k1', waId: '16505551234', name: 'Ada' },
  type: 'text',
  payload: { type: 'text', to: '+16505551234', text: { body: 'Hi' }, context: { message_id: 'wamid.in' } },
  occurredAt: at(0),
  status: 'ACCEPTED',
  statuses: [],
};

const status = (name: string, seconds: number, more: JsonObject = {}) => ({
  status: name,
  occurredAt: at(seconds),
  payload: { id: 'wamid.out', status: name, timestamp: String(at(seconds).getTime() / 1000), ...more },
});

describe('a message of the history', () => {
  it('is accepted while no status has come', () => {
    expect(plain(messageOf(sent))).toMatchObject({
      id: 'wamid.out',
      direction: 'OUTBOUND',
      type: 'text',
      status: 'ACCEPTED',
      statusRaw: 'ACCEPTED',
      statuses: [],
      pricing: null,
      failure: null,
      contact: { id: '16505551234', phone: '+16505551234', userId: null, name: 'Ada' },
      content: { body: 'Hi' },
      context: { messageId: 'wamid.in', forwarded: false },
    });
  });

  it('has its status in Meta’s spelling, and the first pricing that a status told', () => {
    const pricing = {
      billable: true,
      pricing_model: 'PMP',
      type: 'regular',
      category: 'authentication-international',
    };
    const message = messageOf({
      ...sent,
      status: 'READ',
      statuses: [status('sent', 1, { pricing }), status('delivered', 2), status('read', 3)],
    });
    expect(message).toMatchObject({ status: 'READ', statusRaw: 'read' });
    expect(message.statuses.map((step) => step.status)).toEqual(['SENT', 'DELIVERED', 'READ']);
    expect(plain(message.pricing)).toEqual({
      billable: true,
      pricingModel: 'PMP',
      pricingModelRaw: 'PMP',
      type: 'REGULAR',
      typeRaw: 'regular',
      category: 'AUTHENTICATION_INTERNATIONAL',
      categoryRaw: 'authentication-international',
    });
  });

  it('says why it failed', () => {
    const errors = [
      {
        code: 131047,
        title: 'Re-engagement message',
        message: 'Re-engagement message',
        error_data: { details: 'More than 24 hours have passed.' },
        href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
      },
    ];
    const message = messageOf({ ...sent, status: 'FAILED', statuses: [status('failed', 1, { errors })] });
    expect(message.failure).toMatchObject({ code: 131047, details: 'More than 24 hours have passed.' });
    expect(message.errors).toEqual([]);
  });

  it('stands even when only a status of it is known', () => {
    const { payload: _payload, type: _type, contact: _contact, ...bare } = sent;
    expect(plain(messageOf({ ...bare, status: 'SENT', statuses: [status('sent', 1)] }))).toMatchObject({
      type: null,
      content: null,
      context: null,
      payload: null,
      contact: null,
      status: 'SENT',
    });
  });

  it('has the ad that the customer came from, and the product asked about', () => {
    const payload: JsonObject = {
      id: 'wamid.in',
      type: 'text',
      text: { body: 'How much?' },
      context: {
        from: '15550783881',
        id: 'wamid.out',
        frequently_forwarded: true,
        referred_product: { catalog_id: '194836987003835', product_retailer_id: 'di9ozbzfi4' },
      },
      referral: {
        source_url: 'https://fb.me/1',
        source_id: '120226305854810726',
        source_type: 'ad',
        ctwa_clid: 'Aff-n8',
        welcome_message: { text: 'Hi there!' },
      },
    };
    expect(plain(messageOf({ ...sent, direction: 'INBOUND', status: 'RECEIVED', payload }))).toMatchObject({
      status: 'RECEIVED',
      context: {
        messageId: 'wamid.out',
        from: { waId: '15550783881' },
        forwarded: false,
        frequentlyForwarded: true,
        referredProduct: { catalogId: '194836987003835', productRetailerId: 'di9ozbzfi4' },
      },
      referral: { sourceType: 'ad', ctwaClid: 'Aff-n8', welcomeMessage: 'Hi there!', imageUrl: null },
    });
  });

  it('does without a contact that nothing is known of', () => {
    expect(messageOf({ ...sent, contact: { key: 'k9', name: 'Somebody' } }).contact).toMatchObject({
      id: 'k9',
      waId: null,
      phone: null,
    });
  });
});

describe('a status', () => {
  it('has the conversation it is counted to', () => {
    const conversation = { id: 'c1', expiration_timestamp: '1754086400', origin: { type: 'service' } };
    expect(
      plain(messageStatusOf(status('sent', 1, { conversation, recipient_id: '16505551234' }))),
    ).toMatchObject({
      status: 'SENT',
      recipient: { waId: '16505551234' },
      groupId: null,
      conversation: { id: 'c1', expirationTimestamp: '2025-08-01T22:13:20.000Z', origin: 'service' },
      errors: [],
    });
  });

  it("of a group message may name the group beside the member, as Meta's OpenAPI file has it", () => {
    const more = { recipient_id: '16505551234', group_id: 'Y2FwaV9ncm91cDo' };
    expect(plain(messageStatusOf(status('delivered', 1, more)))).toMatchObject({
      groupId: 'Y2FwaV9ncm91cDo',
      recipient: { waId: '16505551234' },
    });
  });

  it('of a group message is about the participant, and may hold its pricing in the conversation', () => {
    const more = {
      recipient_type: 'group',
      recipient_id: 'Y2FwaV9ncm91cDo',
      recipient_participant_id: '16505551234',
      recipient_participant_user_id: 'US.13491208655302741918',
      conversation: { id: 'c1', pricing: { billable: true, category: 'group_service' } },
    };
    expect(plain(messageStatusOf(status('delivered', 1, more)))).toMatchObject({
      groupId: 'Y2FwaV9ncm91cDo',
      recipient: { id: 'US.13491208655302741918', waId: '16505551234' },
      pricing: { category: 'GROUP_SERVICE' },
    });
  });

  it('keeps words and shapes that Meta adds', () => {
    const odd = messageStatusOf(
      status('teleported', 1, { pricing: 'free', conversation: [], errors: 'none' }),
    );
    expect(odd).toMatchObject({
      status: 'UNRECOGNIZED',
      statusRaw: 'teleported',
      pricing: null,
      conversation: null,
    });
    expect(odd.errors).toEqual([]);
    expect(odd.payload).toMatchObject({ pricing: 'free' });
  });

  it('tells how a payment stands', () => {
    const payment = {
      reference_id: 'r1',
      amount: { value: 21000, offset: 100 },
      currency: 'INR',
      transaction: {
        id: 't1',
        type: 'razorpay',
        status: 'failed',
        created_timestamp: 1_754_000_000,
        method: { type: 'upi' },
        error: { code: 'E1', reason: 'declined' },
      },
      refunds: [{ id: 'f1', amount: { value: 100, offset: 100 }, status: 'success' }],
      udf1: 'kept',
    };
    expect(plain(messageStatusOf(status('captured', 1, { type: 'payment', payment })))).toMatchObject({
      status: 'CAPTURED',
      payment: {
        referenceId: 'r1',
        amount: { value: 21000, offset: 100 },
        currency: 'INR',
        transaction: {
          type: 'razorpay',
          status: 'failed',
          method: 'upi',
          errorCode: 'E1',
          errorReason: 'declined',
          createdAt: '2025-07-31T22:13:20.000Z',
        },
        refunds: [{ id: 'f1', amount: { value: 100 } }],
        raw: { udf1: 'kept' },
      },
    });
  });
});
