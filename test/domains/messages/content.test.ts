import 'reflect-metadata';
import * as fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../src/common/json';
import { contentOf } from '../../../src/domains/messages/content/read-content';
import { INBOUND_SAMPLES } from './support/inbound-samples';

/** The class of the content, and its fields as plain JSON. */
function read(message: JsonObject): { kind: string; fields: Record<string, unknown> } {
  const content = contentOf(message);
  return { kind: content.constructor.name, fields: JSON.parse(JSON.stringify(content)) };
}

describe('the content of inbound messages', () => {
  it.each(INBOUND_SAMPLES)('%s', (_name, message, kind, fields) => {
    const content = read(message);
    expect(content.kind).toBe(kind);
    expect(content.fields).toMatchObject(fields);
  });

  it('has contact cards with all of their parts', () => {
    const { kind, fields } = read({
      type: 'contacts',
      origin: 'contact_request',
      contacts: [
        {
          name: {
            formatted_name: 'Dr. Ada Lovelace',
            first_name: 'Ada',
            last_name: 'Lovelace',
            prefix: 'Dr.',
          },
          phones: [{ phone: '+1 650-555-1234', type: 'CELL', wa_id: '16505551234', user_id: 'US.1' }],
          emails: [{ email: 'ada@example.com', type: 'WORK' }],
          addresses: [
            { street: '1 Way', city: 'London', zip: 'W1', country: 'UK', country_code: 'gb', type: 'HOME' },
          ],
          urls: [{ url: 'https://example.com', type: 'WORK' }],
          org: { company: 'Engines', department: 'Analytical', title: 'Programmer' },
          birthday: '1815-12-10',
          vcard: 'BEGIN:VCARD',
        },
        {},
      ],
    });
    expect(kind).toBe('ContactsContent');
    expect(fields).toEqual({
      origin: 'contact_request',
      contacts: [
        {
          name: {
            formattedName: 'Dr. Ada Lovelace',
            firstName: 'Ada',
            lastName: 'Lovelace',
            middleName: null,
            prefix: 'Dr.',
            suffix: null,
          },
          phones: [{ phone: '+1 650-555-1234', type: 'CELL', waId: '16505551234', userId: 'US.1' }],
          emails: [{ email: 'ada@example.com', type: 'WORK' }],
          addresses: [
            {
              street: '1 Way',
              city: 'London',
              state: null,
              zip: 'W1',
              country: 'UK',
              countryCode: 'gb',
              type: 'HOME',
            },
          ],
          urls: [{ url: 'https://example.com', type: 'WORK' }],
          org: { company: 'Engines', department: 'Analytical', title: 'Programmer' },
          birthday: '1815-12-10',
          vcard: 'BEGIN:VCARD',
        },
        expect.objectContaining({ phones: [], emails: [], addresses: [], urls: [], org: null }),
      ],
    });
  });
});

/** Kinds whose object is missing, empty or of another shape. */
const ODD: [name: string, message: JsonObject][] = [
  ['a type to come', { type: 'hologram', hologram: { id: '1' } }],
  ['no type at all', { id: 'wamid.1' }],
  ['a type that is no text', { type: 7 }],
  ['names of the language', { type: 'constructor', constructor: {} }],
  ['text without its object', { type: 'text' }],
  ['text as text', { type: 'text', text: 'hello' }],
  ['text whose body is no text', { type: 'text', text: { body: 5 } }],
  ['an image without a file', { type: 'image', image: { caption: 'gone' } }],
  ['a location without degrees', { type: 'location', location: { name: 'somewhere' } }],
  ['contacts as an object', { type: 'contacts', contacts: { name: 'Ada' } }],
  ['contacts that are no cards', { type: 'contacts', contacts: ['Ada'] }],
  ['an interactive message beside errors', { type: 'interactive', errors: [{ code: 131000 }] }],
  ['a reply of a kind to come', { type: 'interactive', interactive: { type: 'mind_reply', mind_reply: {} } }],
  ['a reply without its object', { type: 'interactive', interactive: { type: 'button_reply' } }],
  ['an order without items', { type: 'order', order: { catalog_id: '1' } }],
  ['a reaction to nothing', { type: 'reaction', reaction: { emoji: '👍' } }],
  ['an edit of nothing', { type: 'edit', edit: { message: { type: 'text' } } }],
];

describe('content that is not understood', () => {
  it.each(ODD)('%s is kept raw', (_name, message) => {
    const content = contentOf(message);
    expect(content.constructor.name).toBe('UnknownContent');
    expect(content).toMatchObject({ raw: message });
  });

  it('never throws, whatever stands in the place of what', () => {
    const types = INBOUND_SAMPLES.flatMap(([, { type }]) => (typeof type === 'string' ? [type] : []));
    const everyType = [...new Set(types), 'contacts', 'template', 'pin', 'x'];
    fc.assert(
      fc.property(fc.constantFrom(...everyType), fc.jsonValue(), fc.jsonValue(), (type, body, other) => {
        const odd = {
          type,
          [type]: body as JsonValue,
          errors: other as JsonValue,
          identity: other as JsonValue,
        };
        expect(contentOf(odd)).toBeDefined();
      }),
    );
  });

  it('is an edit inside an edit, however deep', () => {
    let message: JsonObject = { type: 'text', text: { body: 'deep' } };
    for (let depth = 0; depth < 50_000; depth += 1) {
      message = { type: 'edit', edit: { original_message_id: 'wamid.1', message } };
    }
    const content = contentOf(message);
    expect(content.constructor.name).toBe('EditContent');
    expect('content' in content && content.content.constructor.name).toBe('UnknownContent');
  });
});
