import fc from 'fast-check';
import type { MessageContentInput } from '../../../../src/domains/messages/send/content/message-content';
import type { InteractiveInput } from '../../../../src/domains/messages/send/interactive/interactive';
import { faultsOf, problemsOf } from './support/mapped';

const link = 'https://example.com/a.jpg';
const buttons = [{ id: 'a', title: 'A' }];
const rows = [{ id: 'a', title: 'A' }];
const card = { header: { image: { link } }, action: { url: { displayText: 'A', url: link } } };
const content = (interactive: InteractiveInput): MessageContentInput => ({ interactive });

/** A text that Meta limits: where it is, how long it may be, and a message that has it. */
const TEXTS: [path: string, max: number, withText: (text: string) => MessageContentInput][] = [
  ['content.text.body', 4096, (body) => ({ text: { body } })],
  ['content.image.caption', 1024, (caption) => ({ image: { link, caption } })],
  ['content.video.caption', 1024, (caption) => ({ video: { link, caption } })],
  ['content.document.caption', 1024, (caption) => ({ document: { link, caption } })],
  ['content.interactive.button.body', 1024, (body) => content({ button: { body, buttons } })],
  ['content.interactive.button.footer', 60, (footer) => content({ button: { body: 'B', footer, buttons } })],
  [
    'content.interactive.button.header.text',
    60,
    (text) => content({ button: { header: { text }, body: 'B', buttons } }),
  ],
  [
    'content.interactive.button.buttons.0.id',
    256,
    (id) => content({ button: { body: 'B', buttons: [{ id, title: 'A' }] } }),
  ],
  [
    'content.interactive.button.buttons.0.title',
    20,
    (title) => content({ button: { body: 'B', buttons: [{ id: 'a', title }] } }),
  ],
  [
    'content.interactive.list.body',
    4096,
    (body) => content({ list: { body, button: 'A', sections: [{ rows }] } }),
  ],
  [
    'content.interactive.list.button',
    20,
    (button) => content({ list: { body: 'B', button, sections: [{ rows }] } }),
  ],
  [
    'content.interactive.list.sections.0.title',
    24,
    (title) => content({ list: { body: 'B', button: 'A', sections: [{ title, rows }] } }),
  ],
  [
    'content.interactive.list.sections.0.rows.0.id',
    200,
    (id) => content({ list: { body: 'B', button: 'A', sections: [{ rows: [{ id, title: 'A' }] }] } }),
  ],
  [
    'content.interactive.list.sections.0.rows.0.title',
    24,
    (title) => content({ list: { body: 'B', button: 'A', sections: [{ rows: [{ id: 'a', title }] }] } }),
  ],
  [
    'content.interactive.list.sections.0.rows.0.description',
    72,
    (description) =>
      content({
        list: { body: 'B', button: 'A', sections: [{ rows: [{ id: 'a', title: 'A', description }] }] },
      }),
  ],
  [
    'content.interactive.ctaUrl.displayText',
    20,
    (displayText) => content({ ctaUrl: { body: 'B', displayText, url: link } }),
  ],
  [
    'content.interactive.mediaCarousel.cards.0.body',
    160,
    (body) => content({ mediaCarousel: { body: 'B', cards: [{ ...card, body }, card] } }),
  ],
  [
    'content.interactive.flow.flowCta',
    30,
    (flowCta) => content({ flow: { body: 'B', flowId: '1', flowCta } }),
  ],
  [
    'content.interactive.productList.header',
    60,
    (header) =>
      content({
        productList: { header, body: 'B', catalogId: '1', sections: [{ productRetailerIds: ['a'] }] },
      }),
  ],
  [
    'content.interactive.voiceCall.displayText',
    20,
    (displayText) => content({ voiceCall: { body: 'B', displayText } }),
  ],
  [
    'content.interactive.orderStatus.order.description',
    120,
    (description) =>
      content({ orderStatus: { body: 'B', referenceId: 'r', order: { status: 'shipped', description } } }),
  ],
  ['content.template.name', 512, (name) => ({ template: { name, language: 'en' } })],
  [
    'content.template.header.text.text',
    60,
    (text) => ({ template: { name: 'a', language: 'en', header: { text: { text } } } }),
  ],
  [
    'content.template.buttons.0.quickReply.payload',
    256,
    (payload) => ({
      template: { name: 'a', language: 'en', buttons: [{ quickReply: { index: 0, payload } }] },
    }),
  ],
  [
    'content.template.buttons.0.copyCode.couponCode',
    20,
    (couponCode) => ({
      template: { name: 'a', language: 'en', buttons: [{ copyCode: { index: 0, couponCode } }] },
    }),
  ],
  ['content.reaction.messageId', 128, (messageId) => ({ reaction: { messageId, emoji: '👍' } })],
];

/** A list that Meta limits: where it is, how many entries it may have, and a message that has so many. */
const LISTS: [path: string, min: number, max: number, withCount: (count: number) => MessageContentInput][] = [
  [
    'content.contacts',
    1,
    257,
    (n) => ({ contacts: many(n, () => ({ name: { formattedName: 'A', firstName: 'A' } })) }),
  ],
  [
    'content.interactive.button.buttons',
    1,
    3,
    (n) => content({ button: { body: 'B', buttons: many(n, (i) => ({ id: `${i}`, title: `${i}` })) } }),
  ],
  [
    'content.interactive.list.sections.0.rows',
    1,
    10,
    (n) =>
      content({
        list: {
          body: 'B',
          button: 'A',
          sections: [{ rows: many(n, (i) => ({ id: `${i}`, title: `${i}` })) }],
        },
      }),
  ],
  [
    'content.interactive.productList.sections.0.productRetailerIds',
    1,
    30,
    (n) =>
      content({
        productList: {
          header: 'H',
          body: 'B',
          catalogId: '1',
          sections: [{ productRetailerIds: many(n, String) }],
        },
      }),
  ],
  [
    'content.interactive.mediaCarousel.cards',
    2,
    10,
    (n) => content({ mediaCarousel: { body: 'B', cards: many(n, () => card) } }),
  ],
  [
    'content.interactive.productCarousel.productRetailerIds',
    2,
    10,
    (n) => content({ productCarousel: { body: 'B', catalogId: '1', productRetailerIds: many(n, String) } }),
  ],
  [
    'content.template.carousel',
    2,
    10,
    (n) => ({
      template: { name: 'a', language: 'en', carousel: many(n, () => ({ header: { image: { id: '1' } } })) },
    }),
  ],
];

function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

describe("Meta's limits on texts", () => {
  it.each(TEXTS)('%s holds %i characters and not one more', (path, max, withText) => {
    expect(faultsOf(withText('a'.repeat(max)))).toEqual([]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000 }), (excess) => {
        const [problem, ...others] = problemsOf(withText('a'.repeat(max + excess)));
        expect(others).toEqual([]);
        expect(problem?.field).toEqual(['input', ...path.split('.')]);
        expect(problem?.message).toContain((max + excess).toLocaleString('en-US'));
        expect(problem?.message).toContain(max.toLocaleString('en-US'));
      }),
      { numRuns: 20 },
    );
  });

  it('count characters, not UTF-16 units', () => {
    expect(faultsOf({ text: { body: '😀'.repeat(4096) } })).toEqual([]);
    expect(faultsOf({ text: { body: '😀'.repeat(4097) } })).toEqual(['content.text.body']);
  });

  it.each(['', '   ', '\n'])('take %j for no text at all', (body) => {
    expect(faultsOf({ text: { body } })).toEqual(['content.text.body']);
  });

  it('never quote what they refuse', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{21,40}$/), (title) => {
        const [problem] = problemsOf(content({ button: { body: 'B', buttons: [{ id: 'a', title }] } }));
        expect(problem?.message).not.toContain(title);
      }),
      { numRuns: 20 },
    );
  });
});

describe("Meta's limits on lists", () => {
  it.each(LISTS)('%s holds %i to %i entries', (path, min, max, withCount) => {
    expect(faultsOf(withCount(min))).toEqual([]);
    expect(faultsOf(withCount(max))).toEqual([]);
    expect(faultsOf(withCount(max + 1))).toContain(path);
    expect(faultsOf(withCount(min - 1))).toContain(path);
  });

  it('count the rows of all sections together', () => {
    const section = (from: number, count: number) => ({
      title: `S${from}`,
      rows: many(count, (i) => ({ id: `${from + i}`, title: 'A' })),
    });
    const list = (...sections: ReturnType<typeof section>[]) =>
      faultsOf(content({ list: { body: 'B', button: 'A', sections } }));
    expect(list(section(0, 5), section(10, 5))).toEqual([]);
    expect(list(section(0, 5), section(10, 6))).toEqual(['content.interactive.list.sections']);
  });

  it('count the products of all sections together', () => {
    const section = (title: string, count: number) => ({ title, productRetailerIds: many(count, String) });
    const products = (...sections: ReturnType<typeof section>[]) =>
      faultsOf(content({ productList: { header: 'H', body: 'B', catalogId: '1', sections } }));
    expect(products(section('A', 15), section('B', 15))).toEqual([]);
    expect(products(section('A', 15), section('B', 16))).toEqual([
      'content.interactive.productList.sections',
    ]);
  });
});
