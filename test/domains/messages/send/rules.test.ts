import type { MessageContentInput } from '../../../../src/domains/messages/send/content/message-content';
import type { InteractiveInput } from '../../../../src/domains/messages/send/interactive/interactive';
import { faultsOf, problemsOf } from './support/mapped';

const text: MessageContentInput = { text: { body: 'Hi' } };
const interactive = (kind: InteractiveInput) =>
  faultsOf({ interactive: kind }).map((path) => path.replace('content.interactive.', ''));

describe('whom a message goes to', () => {
  it.each(['16505551234', '+16505551234', '+1 (650) 555-1234', '+55 11 98765-4321', '+49.30.123456'])(
    'can be %s',
    (to) => {
      expect(faultsOf(text, { to })).toEqual([]);
    },
  );

  it.each(['', 'abc', '123', '+1650555123412345', '1650x5551234', '++16505551234'])('cannot be %j', (to) => {
    expect(faultsOf(text, { to })).toContain('to');
  });

  it('has a country code, none of which begins with 0', () => {
    expect(problemsOf(text, { to: '+049301234567' })).toMatchObject([
      { field: ['input', 'to'], message: expect.stringContaining('country code') },
    ]);
  });

  it.each(['US.13491208655302741918', 'US.ENT.11815799212886844830'])('can be user id %s', (recipient) => {
    expect(faultsOf(text, { recipient })).toEqual([]);
  });

  it.each(['us.1', 'US1', '16505551234', 'US.'])('cannot be user id %j', (recipient) => {
    expect(faultsOf(text, { recipient })).toEqual(['recipient']);
  });

  it('must be someone', () => {
    expect(problemsOf(text, { to: null })).toEqual([
      { field: ['input'], message: 'Nobody to send to: give to, recipient or groupId.' },
    ]);
  });

  it('is a group or a person', () => {
    expect(faultsOf(text, { to: '16505551234', groupId: 'Y2Fw' })).toEqual(['groupId']);
  });

  it('is no group for what groups do not take', () => {
    expect(faultsOf({ location: { latitude: 1, longitude: 1 } }, { groupId: 'Y2Fw' })).toEqual([
      'content.location',
    ]);
    expect(faultsOf({ interactive: { locationRequest: { body: 'B' } } }, { groupId: 'Y2Fw' })).toEqual([
      'content.interactive',
    ]);
  });

  it('is no group for templates with something to buy, to pay or to call', () => {
    const template = { name: 'a', language: 'en' };
    const faults = (more: object) => faultsOf({ template: { ...template, ...more } }, { groupId: 'Y2Fw' });
    expect(faults({ buttons: [{ quickReply: { index: 0, payload: 'a' } }] })).toEqual([]);
    expect(
      faults({
        header: { product: { productRetailerId: 'a', catalogId: '1' } },
        buttons: [{ voiceCall: { index: 0, ttlMinutes: 1 } }, { catalog: { index: 1 } }],
        orderStatus: { referenceId: 'r', order: { status: 'shipped' } },
      }),
    ).toEqual([
      'content.template.header.product',
      'content.template.orderStatus',
      'content.template.buttons.0.voiceCall',
      'content.template.buttons.1.catalog',
    ]);
  });

  it('is a group for pins', () => {
    expect(faultsOf({ pin: { type: 'unpin', messageId: 'wamid.1' } })).toEqual(['content.pin']);
  });

  it('is sent from a phone number id', () => {
    expect(faultsOf(text, { phoneNumberId: '../me' })).toEqual(['phoneNumberId']);
  });
});

describe('options of a message', () => {
  it('do not quote with a reaction', () => {
    const reaction = { messageId: 'wamid.1', emoji: '👍' };
    expect(faultsOf({ reaction }, { replyToMessageId: 'wamid.2' })).toEqual(['replyToMessageId']);
  });

  it('give a category to text and interactive only', () => {
    expect(faultsOf(text, { category: 'utility' })).toEqual([]);
    expect(faultsOf({ template: { name: 'a', language: 'en' } }, { category: 'utility' })).toEqual([
      'category',
    ]);
  });

  it('limit what comes back with the statuses', () => {
    expect(faultsOf(text, { bizOpaqueCallbackData: 'a'.repeat(512) })).toEqual([]);
    expect(faultsOf(text, { bizOpaqueCallbackData: 'a'.repeat(513) })).toEqual(['bizOpaqueCallbackData']);
  });
});

describe('content of a message', () => {
  it('is exactly one kind', () => {
    expect(faultsOf({})).toEqual(['content']);
    expect(faultsOf({ ...text, sticker: { id: '1' } })).toEqual(['content']);
  });

  it('reports everything that is wrong at once', () => {
    expect(
      faultsOf(
        { text: { body: 'a'.repeat(5000) } },
        { to: 'x', phoneNumberId: 'x', bizOpaqueCallbackData: 'a'.repeat(600) },
      ),
    ).toEqual(['phoneNumberId', 'to', 'content.text.body', 'bizOpaqueCallbackData']);
  });

  it('has one source of media, well formed', () => {
    expect(faultsOf({ image: {} })).toEqual(['content.image']);
    expect(faultsOf({ image: { id: '1', link: 'https://example.com' } })).toEqual(['content.image']);
    expect(faultsOf({ image: { link: 'example.com/a.jpg' } })).toEqual(['content.image.link']);
    expect(faultsOf({ image: { link: 'file:///etc/passwd' } })).toEqual(['content.image.link']);
    expect(faultsOf({ image: { id: 'a b' } })).toEqual(['content.image.id']);
  });

  it.each(['https://example.com/a.jpg', 'http://example.com:8080/a%20b.jpg?x=1', 'https://93.184.216.34/a'])(
    'has media where Meta finds them: %s',
    (link) => {
      expect(faultsOf({ video: { link } })).toEqual([]);
    },
  );

  it.each([
    'https://localhost/a.jpg',
    'http://127.0.0.1:4000/a.jpg',
    'https://192.168.1.7/a.jpg',
    'https://10.1.2.3/a.jpg',
    'https://[::1]/a.jpg',
    'https://[fd00::1]/a.jpg',
    'https://files/a.jpg',
    'https://files.internal/a.jpg',
    'https://example.com/a b.jpg',
    'https://example.com/a.jpg\n',
    'ftp://example.com/a.jpg',
  ])('has no media where Meta finds none: %j', (link) => {
    expect(problemsOf({ document: { link } })).toMatchObject([
      {
        field: ['input', 'content', 'document', 'link'],
        message: expect.stringMatching(/public|blanks|https/),
      },
    ]);
  });

  it.each(['', '👍', '❤', '❤️', '👩‍👩‍👧‍👦', '🇩🇪', '👋🏿', '1️⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '©️'])(
    'reacts with one emoji or none: %j',
    (emoji) => {
      expect(faultsOf({ reaction: { messageId: 'wamid.1', emoji } })).toEqual([]);
    },
  );

  it.each(['👍👍', '👍 ', ' ', 'ok', 'a👍', '1', '#', '🇩', ':)', '\\uD83D\\uDE00', '👍️️x', '©'])(
    'reacts with nothing else: %j',
    (emoji) => {
      expect(problemsOf({ reaction: { messageId: 'wamid.1', emoji } })).toMatchObject([
        { field: ['input', 'content', 'reaction', 'emoji'], message: expect.stringContaining('exactly one') },
      ]);
    },
  );

  it('is on the globe', () => {
    expect(faultsOf({ location: { latitude: 91, longitude: -181 } })).toEqual([
      'content.location.latitude',
      'content.location.longitude',
    ]);
    expect(faultsOf({ location: { latitude: 1, longitude: 1, address: 'A' } })).toEqual([
      'content.location.address',
    ]);
  });

  it('has contacts with two parts of a name and real dates', () => {
    expect(faultsOf({ contacts: [{ name: { formattedName: 'A' } }] })).toEqual(['content.contacts.0.name']);
    const name = { formattedName: 'A', firstName: 'A' };
    expect(faultsOf({ contacts: [{ name, birthday: '2012-02-30' }] })).toEqual([
      'content.contacts.0.birthday',
    ]);
    expect(faultsOf({ contacts: [{ name, emails: [{ email: 'nobody' }] }] })).toEqual([
      'content.contacts.0.emails.0.email',
    ]);
  });

  it('pins for a number of days', () => {
    const pin = { type: 'pin', messageId: 'wamid.1' };
    expect(faultsOf({ pin }, { groupId: 'Y2Fw' })).toEqual(['content.pin.expirationDays']);
    expect(faultsOf({ pin: { ...pin, expirationDays: 31 } }, { groupId: 'Y2Fw' })).toEqual([
      'content.pin.expirationDays',
    ]);
  });
});

describe('interactive content', () => {
  const link = 'https://example.com/a.jpg';

  it('has buttons that differ', () => {
    const buttons = [
      { id: 'a', title: 'Same' },
      { id: 'a', title: 'Same' },
    ];
    expect(interactive({ button: { body: 'B', buttons } })).toEqual([
      'button.buttons.1.id',
      'button.buttons.1.title',
    ]);
  });

  it('has titles as soon as there are two sections, and row ids that differ', () => {
    const sections = [{ title: 'A', rows: [{ id: 'a', title: 'A' }] }, { rows: [{ id: 'a', title: 'B' }] }];
    expect(interactive({ list: { body: 'B', button: 'A', sections } })).toEqual([
      'list.sections.1.title',
      'list.sections.1.rows.0.id',
    ]);
  });

  it('names a Flow once', () => {
    const flow = { body: 'B', flowCta: 'Go' };
    expect(interactive({ flow })).toEqual(['flow.flowId']);
    expect(interactive({ flow: { ...flow, flowId: '1', flowName: 'a' } })).toEqual(['flow.flowName']);
    for (const flowCta of ['Go 🚀', 'Go 🇩🇪', 'Go 1️⃣', 'Go ❤'])
      expect(interactive({ flow: { ...flow, flowId: '1', flowCta } })).toEqual(['flow.flowCta']);
    expect(interactive({ flow: { ...flow, flowId: '1', flowCta: 'Terms™ #1' } })).toEqual([]);
    expect(interactive({ flow: { ...flow, flowId: 'my-flow' } })).toEqual(['flow.flowId']);
    expect(
      interactive({
        flow: {
          ...flow,
          flowId: '1',
          flowAction: 'data_exchange',
          flowActionPayload: { data: {} },
        },
      }),
    ).toEqual(['flow.flowActionPayload.data', 'flow.flowActionPayload']);
  });

  it('has cards with the same buttons and short texts', () => {
    const header = { image: { link } };
    const cards = [
      { header, body: 'a\nb\nc\nd', action: { quickReplies: [{ id: 'a', title: 'A' }] } },
      { header, action: { url: { displayText: 'A', url: link } } },
    ];
    expect(interactive({ mediaCarousel: { body: 'B', cards } })).toEqual([
      'mediaCarousel.cards.0.body',
      'mediaCarousel.cards.1.action',
    ]);
  });

  it('asks for the postal code of its country', () => {
    expect(interactive({ address: { body: 'B', country: 'SG', values: { inPinCode: '400063' } } })).toEqual([
      'address.values.inPinCode',
    ]);
  });

  it('says of an address form only what belongs to its country, and once', () => {
    expect(
      interactive({
        address: {
          body: 'B',
          country: 'IN',
          savedAddresses: [
            { id: 'a', value: { inPinCode: '400063' } },
            { id: 'a', value: { sgPostCode: '400063' } },
          ],
          validationErrors: [
            { field: 'city', message: 'unknown' },
            { field: 'city', message: 'too long' },
          ],
        },
      }),
    ).toEqual([
      'address.savedAddresses.1.value.sgPostCode',
      'address.savedAddresses.1.id',
      'address.validationErrors.1',
    ]);
  });

  it('names catalogs by their ids', () => {
    const catalogId = 'my catalog';
    expect(interactive({ product: { catalogId, productRetailerId: 'a' } })).toEqual(['product.catalogId']);
    expect(
      interactive({ productCarousel: { body: 'B', catalogId, productRetailerIds: ['a', 'b'] } }),
    ).toEqual(['productCarousel.catalogId']);
  });

  it('lets a call button work for up to 30 days', () => {
    expect(interactive({ voiceCall: { body: 'B', ttlMinutes: 43_200 } })).toEqual([]);
    expect(interactive({ voiceCall: { body: 'B', ttlMinutes: 43_201 } })).toEqual(['voiceCall.ttlMinutes']);
  });

  it('leaves out buttons of a template that have nothing to fill', () => {
    const template = (voiceCall: object) =>
      faultsOf({
        template: { name: 'a', language: 'en', buttons: [{ voiceCall: { index: 0, ...voiceCall } }] },
      });
    expect(template({})).toEqual(['content.template.buttons.0.voiceCall']);
    expect(template({ ttlMinutes: 100 })).toEqual([]);
    expect(template({ payload: 'p' })).toEqual([]);
  });
});
