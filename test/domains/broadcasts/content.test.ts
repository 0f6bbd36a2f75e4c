import fc from 'fast-check';
import { type BroadcastContent, compose, pack, unpack } from '../../../src/domains/broadcasts/content';

const content = (body: string, more: object = {}): BroadcastContent => ({
  phoneNumberId: '1',
  content: { text: { body } },
  ...more,
});

describe('the content of a broadcast', () => {
  it("has the recipient's parameters in the places kept for them, however deep", () => {
    const composed = compose(
      {
        phoneNumberId: '1',
        content: {
          template: {
            name: 'offer',
            language: '{{language}}',
            body: [{ text: { text: 'Dear {{ name }}{{name}}' } }],
            buttons: [{ url: { index: 0, text: '{{path}}' } }],
          },
        },
      },
      {
        to: '+1555',
        parameters: { language: 'en_US', name: '$& {{path}}', path: 'a/b', more: 'unused' },
        bizOpaqueCallbackData: 'mine',
      },
    );
    expect(composed).toEqual({
      ok: true,
      input: {
        phoneNumberId: '1',
        to: '+1555',
        bizOpaqueCallbackData: 'mine',
        content: {
          template: {
            name: 'offer',
            language: 'en_US',
            body: [{ text: { text: 'Dear $& {{path}}$& {{path}}' } }],
            buttons: [{ url: { index: 0, text: 'a/b' } }],
          },
        },
      },
    });
  });

  it('is left as it is, for the next recipient', () => {
    const shared = content('Hello {{name}}');
    compose(shared, { to: '+1555', parameters: { name: 'Ann' } });
    expect(shared).toEqual(content('Hello {{name}}'));
  });

  it('names what nothing stands for, and is not taken in by names of objects', () => {
    expect(compose(content('{{a}} {{b}} {{a}} {{toString}}'), { to: '+1', parameters: { b: '' } })).toEqual({
      ok: false,
      missing: ['a', 'toString'],
    });
  });

  it('has places for parameters of any name that a column can have', () => {
    const parameters = { 'first name': 'Ann', Straße: 'Hauptstraße 1', 'order-no.': '7' };
    const body = '{{first name}}, {{ Straße }}, {{order-no.}}, {{}} {{ }} {{ } }} {a}';
    expect(compose(content(body), { to: '+1', parameters })).toMatchObject({
      input: content('Ann, Hauptstraße 1, 7, {{}} {{ }} {{ } }} {a}'),
    });
    expect(compose(content('Dear {{last name}}'), { to: '+1', parameters })).toEqual({
      ok: false,
      missing: ['last name'],
    });
  });

  it('is the same after it was kept', () => {
    const text = fc.string({ unit: 'binary' });
    const date = fc.date({ noInvalidDate: true });
    fc.assert(
      fc.property(text, date, fc.option(fc.boolean()), (body, expirationTime, force) => {
        const given: BroadcastContent = {
          phoneNumberId: '1',
          force,
          content: {
            template: {
              name: 'offer',
              language: 'en',
              body: [{ text: { text: body } }],
              limitedTimeOffer: { expirationTime },
            },
          },
        };
        expect(unpack(pack(given))).toEqual(given);
      }),
    );
  });
});
