import type { JsonValue } from '../../../../src/common/json';
import type { MessageContentInput } from '../../../../src/domains/messages/send/content/message-content';
import { bodyOf, sentAs } from './support/mapped';

const link = 'https://example.com/file';

/** What the caller gives, and the object that Meta wants under the type's name. */
const KINDS: [string, MessageContentInput, JsonValue][] = [
  ['text', { text: { body: 'Hello' } }, { body: 'Hello' }],
  ['text with preview', { text: { body: link, previewUrl: true } }, { body: link, preview_url: true }],
  ['image by id', { image: { id: '1', caption: 'A cat' } }, { id: '1', caption: 'A cat' }],
  ['image by link', { image: { link } }, { link }],
  ['video', { video: { link, caption: 'Clip' } }, { link, caption: 'Clip' }],
  ['voice note', { audio: { id: '2', voice: true } }, { id: '2', voice: true }],
  [
    'document',
    { document: { link, filename: 'a.pdf', caption: 'Bill' } },
    { link, filename: 'a.pdf', caption: 'Bill' },
  ],
  ['sticker', { sticker: { id: '3' } }, { id: '3' }],
  [
    'location',
    { location: { latitude: 37.758056, longitude: -122.425332, name: 'META HQ', address: '1 Hacker Way' } },
    { latitude: '37.758056', longitude: '-122.425332', name: 'META HQ', address: '1 Hacker Way' },
  ],
  [
    'location',
    { location: { latitude: 0.0000001, longitude: -0.0000009 } },
    { latitude: '0', longitude: '0' },
  ],
  [
    'contacts',
    {
      contacts: [
        {
          name: {
            formattedName: 'Dr John D. Smith Jr',
            firstName: 'John',
            lastName: 'Smith',
            middleName: 'D.',
            prefix: 'Dr',
            suffix: 'Jr',
          },
          birthday: '2012-08-18',
          phones: [{ phone: '+1 (650) 555-1234', type: 'WORK', waId: '16505551234' }],
          emails: [{ email: 'test@fb.com', type: 'HOME' }],
          urls: [{ url: 'https://www.facebook.com', type: 'WORK' }],
          addresses: [
            {
              street: '1 Hacker Way',
              city: 'Menlo Park',
              state: 'CA',
              zip: '94025',
              country: 'United States',
              countryCode: 'us',
              type: 'HOME',
            },
          ],
          org: { company: 'WhatsApp', department: 'Design', title: 'Manager' },
        },
      ],
    },
    [
      {
        name: {
          formatted_name: 'Dr John D. Smith Jr',
          first_name: 'John',
          last_name: 'Smith',
          middle_name: 'D.',
          prefix: 'Dr',
          suffix: 'Jr',
        },
        birthday: '2012-08-18',
        phones: [{ phone: '+1 (650) 555-1234', type: 'WORK', wa_id: '16505551234' }],
        emails: [{ email: 'test@fb.com', type: 'HOME' }],
        urls: [{ url: 'https://www.facebook.com', type: 'WORK' }],
        addresses: [
          {
            street: '1 Hacker Way',
            city: 'Menlo Park',
            state: 'CA',
            zip: '94025',
            country: 'United States',
            country_code: 'us',
            type: 'HOME',
          },
        ],
        org: { company: 'WhatsApp', department: 'Design', title: 'Manager' },
      },
    ],
  ],
  ['reaction', { reaction: { messageId: 'wamid.1', emoji: '😀' } }, { message_id: 'wamid.1', emoji: '😀' }],
  [
    'reaction taken back',
    { reaction: { messageId: 'wamid.1', emoji: '' } },
    { message_id: 'wamid.1', emoji: '' },
  ],
];

describe('message content', () => {
  it.each(KINDS)('sends %s as Meta wants it', (_kind, content, expected) => {
    expect(sentAs(content)).toEqual(expected);
  });

  it('sends pins to groups', () => {
    const pin = { type: 'pin', messageId: 'wamid.1', expirationDays: 7 };
    expect(sentAs({ pin }, { groupId: 'Y2FwaV9ncm91cA' })).toEqual({
      type: 'pin',
      message_id: 'wamid.1',
      expiration_days: 7,
    });
  });
});

describe('the envelope', () => {
  const content: MessageContentInput = { text: { body: 'Hi' } };

  it('names product, recipient and type', () => {
    expect(bodyOf(content)).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+1 (650) 555-1234',
      type: 'text',
      text: { body: 'Hi' },
    });
  });

  it('sends to a business-scoped user id', () => {
    const body = bodyOf(content, { recipient: 'US.13491208655302741918' });
    expect(body).toMatchObject({ recipient_type: 'individual', recipient: 'US.13491208655302741918' });
    expect(body).not.toHaveProperty('to');
  });

  it('leaves the choice to Meta when both are given', () => {
    const both = { to: '16505551234', recipient: 'US.ENT.1349120' };
    expect(bodyOf(content, both)).toMatchObject(both);
  });

  it('sends to a group', () => {
    const body = bodyOf(content, { groupId: 'Y2FwaV9ncm91cA' });
    expect(body).toMatchObject({ recipient_type: 'group', to: 'Y2FwaV9ncm91cA' });
    expect(body).not.toHaveProperty('group_id');
  });

  it('has the options where Meta looks for them', () => {
    const options = {
      replyToMessageId: 'wamid.9',
      bizOpaqueCallbackData: 'order-7',
      recipientIdentityKeyHash: 'DF2lS5v2W6x=',
      messageActivitySharing: false,
      category: 'utility',
    };
    expect(bodyOf(content, options)).toMatchObject({
      context: { message_id: 'wamid.9' },
      biz_opaque_callback_data: 'order-7',
      recipient_identity_key_hash: 'DF2lS5v2W6x=',
      message_activity_sharing: false,
      category: 'utility',
    });
  });

  it('leaves out what is null', () => {
    expect(bodyOf(content, { replyToMessageId: null, category: null })).toEqual(bodyOf(content));
  });
});
