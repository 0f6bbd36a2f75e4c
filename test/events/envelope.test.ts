import { parseEnvelope } from '../../src/events/envelope';
import { ACCOUNT, eventOf, eventsOf, messagesValue, PHONE_NUMBER, textMessage } from './support/bodies';

const WABA = 'whatsapp_business_account';
const parse = (body: unknown) => parseEnvelope(Buffer.from(JSON.stringify(body)));

describe('the body of a webhook', () => {
  it('is malformed when it is not JSON in UTF-8', () => {
    const notUtf8 = Buffer.concat([Buffer.from('{"object":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    for (const body of ['', '{', '{"object":', 'object=page', '<html>']) {
      expect(parseEnvelope(Buffer.from(body)).kind).toBe('malformed');
    }
    expect(parseEnvelope(notUtf8)).toMatchObject({
      kind: 'malformed',
      message: expect.stringContaining('UTF-8'),
    });
  });

  it('is foreign when it is about anything else', () => {
    for (const body of [{}, { object: 'page', entry: [] }, { entry: [{ id: '1' }] }, [], null, 7, 'text']) {
      expect(parse(body).kind).toBe('foreign');
    }
  });

  it('may hold nothing', () => {
    for (const entry of [undefined, null, [], [{ id: '1', changes: [] }], [{ id: '1', time: 1 }]]) {
      expect(parse({ object: WABA, entry })).toEqual({ kind: 'changes', changes: [] });
    }
  });

  it('may hold several entries and changes', () => {
    const change = (name: string) => ({ field: 'flows', value: { name } });
    const envelope = parse({
      object: WABA,
      entry: [
        { id: '1', time: 5, changes: [change('a'), change('b')] },
        { id: 2, changes: [change('c')] },
      ],
    });
    expect(envelope).toEqual({
      kind: 'changes',
      changes: [
        { field: 'flows', entryId: '1', entryTime: 5, value: { name: 'a' }, beside: {} },
        { field: 'flows', entryId: '1', entryTime: 5, value: { name: 'b' }, beside: {} },
        { field: 'flows', entryId: '2', value: { name: 'c' }, beside: {} },
      ],
    });
  });

  describe("as in the malformed samples of Meta's documentation", () => {
    it('may have field and object inside the value', () => {
      const value = { object: WABA, field: 'account_update', event: 'PARTNER_APP_INSTALLED', waba_info: {} };
      expect(eventOf(JSON.stringify({ entry: [{ id: ACCOUNT, changes: [{ value }] }] }))).toMatchObject({
        field: 'account_update',
        accountId: ACCOUNT,
        payload: value,
      });
    });

    it('may have field and object beside the changes', () => {
      const entry = {
        id: ACCOUNT,
        object: WABA,
        field: 'account_update',
        changes: [{ value: { event: 'X' } }],
      };
      expect(eventOf(JSON.stringify({ entry: [entry] }))).toMatchObject({
        field: 'account_update',
        payload: { event: 'X' },
        context: { beside: { object: WABA, field: 'account_update' } },
      });
    });

    it('may have no envelope around a value', () => {
      const declined = {
        messaging_product: 'whatsapp',
        metadata: { phone_number_id: PHONE_NUMBER },
        history: [{ errors: [{ code: 2593109 }] }],
      };
      expect(eventOf(JSON.stringify(declined))).toMatchObject({
        field: 'history',
        phoneNumberId: PHONE_NUMBER,
        payload: declined,
      });
    });

    it('may have parts of the value beside it', () => {
      const change = {
        field: 'message_template_status_update',
        value: { event: 'REJECTED' },
        rejection_info: { a: 1 },
      };
      expect(
        eventOf(JSON.stringify({ object: WABA, entry: [{ id: '1', changes: [change] }] })),
      ).toMatchObject({
        payload: { event: 'REJECTED' },
        context: { beside: { rejection_info: { a: 1 } } },
      });
    });
  });

  it('keeps what has no known shape', () => {
    const changes = ['text', 7, { field: 'new' }, { value: [1] }, { field: 'x', value: null }, { a: 1 }];
    const events = eventsOf(
      JSON.stringify({ object: WABA, entry: [{ id: '1', changes }, 'entry', { id: '2', new: 1 }] }),
    );
    expect(events.map(({ kind, field, payload }) => [kind, field, payload])).toEqual([
      ['change', 'unknown', { value: 'text' }],
      ['change', 'unknown', { value: 7 }],
      ['change', 'new', {}],
      ['change', 'unknown', { value: [1] }],
      ['change', 'x', { value: null }],
      ['change', 'unknown', { a: 1 }],
      ['change', 'unknown', { value: 'entry' }],
      ['change', 'unknown', { new: 1 }],
    ]);
  });

  it('is kept as text when it is nested too deeply to work with', () => {
    for (const number of ['1', '12345678901234567890']) {
      const deep = `${'['.repeat(50_000)}${number}${']'.repeat(50_000)}`;
      const body = `{"object":"${WABA}","entry":[{"id":"${ACCOUNT}","changes":[{"field":"messages","value":{"a":${deep}}}]}]}`;
      expect(eventOf(body)).toMatchObject({ accountId: ACCOUNT, field: 'unknown', payload: { raw: body } });
    }
  });

  it('keeps integers that a double can not hold', () => {
    const body = `{"object":"${WABA}","entry":[{"id":1022901293403981234,"changes":[{"field":"f","value":
      {"message_template_id": 12345678901234567890, "small": 1689556812345, "decimal": 0.25}}]}]}`;
    expect(eventOf(body)).toMatchObject({
      accountId: '1022901293403981234',
      payload: { message_template_id: '12345678901234567890', small: 1689556812345, decimal: 0.25 },
    });
  });

  it('keeps every integer beyond 2^53 as text, whether a double happens to hold it or not', () => {
    for (const id of [
      '9007199254740992',
      '9007199254740993',
      '12345678901234568',
      '1000000000000000000000',
    ]) {
      const body = `{"object":"${WABA}","entry":[{"id":"1","changes":[{"field":"f","value":{"id":${id}}}]}]}`;
      expect(eventOf(body).payload).toEqual({ id });
    }
  });

  it('keeps numbers as text that are too large for a double, and others as they are', () => {
    const value = '{"a":1e400,"b":[-1.5E+999],"c":1e300,"d":1E-400,"e":0.5e10}';
    const body = `{"object":"${WABA}","entry":[{"id":"1","changes":[{"field":"f","value":${value}}]}]}`;
    expect(eventOf(body).payload).toEqual({ a: '1e400', b: ['-1.5E+999'], c: 1e300, d: 0, e: 5e9 });
  });

  it('may name a key twice, beside such an integer as well: the last counts', () => {
    for (const number of ['1', '12345678901234567890']) {
      const body = `{"object":"${WABA}","entry":[{"id":"1","changes":[{"field":"f","value":{"a":${number},"b":1,"b":2}}]}]}`;
      expect(eventOf(body).payload.b).toBe(2);
    }
  });

  it('is kept when what it says stands where no change is looked for', () => {
    const value = { messages: [textMessage('wamid.1')] };
    expect(eventsOf(JSON.stringify({ object: WABA, field: 'messages', value }))).toMatchObject([
      { kind: 'change', field: 'messages', payload: { field: 'messages', value } },
    ]);
    expect(
      eventsOf(JSON.stringify({ object: WABA, entry: [{ id: '1', changes: [], field: 'f', value }] })),
    ).toMatchObject([{ kind: 'change', field: 'f', accountId: '1', payload: { field: 'f', value } }]);
  });

  it('is kept as text when it holds more items than Meta ever sends', () => {
    const many = <T>(item: T) => new Array<T>(20_000).fill(item);
    for (const changes of [many(1), [{ field: 'messages', value: { messages: many({ id: 'a' }) } }]]) {
      const body = JSON.stringify({ object: WABA, entry: [{ id: ACCOUNT, changes }] });
      expect(eventOf(body)).toMatchObject({ accountId: ACCOUNT, field: 'unknown', payload: { raw: body } });
    }
  });

  it('may begin with a byte order mark', () => {
    const body = JSON.stringify({ object: WABA, entry: [{ id: '1', changes: [{ field: 'f', value: {} }] }] });
    expect(eventsOf(Buffer.from(`\ufeff${body}`))).toHaveLength(1);
  });

  it('keeps what a key may do to a prototype harmless', () => {
    const body = `{"object":"${WABA}","entry":[{"id":"1","changes":[{"field":"__proto__","value":{"__proto__":{"a":1}}}]}]}`;
    expect(eventOf(body).field).toBe('__proto__');
    expect(JSON.stringify(eventOf(body).payload)).toBe('{"__proto__":{"a":1}}');
    expect(
      eventOf(
        JSON.stringify({
          object: WABA,
          entry: [
            {
              id: '1',
              changes: [{ field: 'constructor', value: messagesValue({ messages: [textMessage('m')] }) }],
            },
          ],
        }),
      ).kind,
    ).toBe('change');
  });
});
