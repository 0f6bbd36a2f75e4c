import fc from 'fast-check';
import type { TemplateBodyParameterInput } from '../../../../src/domains/messages/send/template/body-parameter';
import type { TemplateButtonInput } from '../../../../src/domains/messages/send/template/buttons';
import type { TemplateLimitedTimeOfferInput } from '../../../../src/domains/messages/send/template/extra-components';
import type { TemplateHeaderInput } from '../../../../src/domains/messages/send/template/header';
import { variablesOf } from '../../../../src/sandbox/messages/template-parameters';
import type {
  MessageTemplate,
  TemplateButton,
  TemplateComponent,
} from '../../../../src/sandbox/model/records';

/** What fills a template, or a card of its carousel, as `sendMessage` takes it. */
export interface Parts {
  header?: TemplateHeaderInput | undefined;
  body?: TemplateBodyParameterInput[] | undefined;
  buttons?: TemplateButtonInput[] | undefined;
  carousel?: Parts[] | undefined;
  limitedTimeOffer?: TemplateLimitedTimeOfferInput | undefined;
}

const words = fc.stringMatching(/^[A-Za-z0-9äß€ ]{0,20}[A-Za-z0-9€]$/).filter((text) => !/ {5}/.test(text));
const digits = fc.stringMatching(/^[1-9]\d{5,11}$/);
const media = fc.oneof(
  fc.record({ id: digits }),
  fc.record({ link: fc.constant('https://shop.example/a.jpg') }),
);

/** Any parameters that fit a template of the sandbox. */
export function fillingsOf({ components, parameter_format }: MessageTemplate): fc.Arbitrary<Parts> {
  return partsOf(components, parameter_format === 'NAMED');
}

function partsOf(components: readonly TemplateComponent[], isNamed: boolean): fc.Arbitrary<Parts> {
  const of = (type: string) => components.find((component) => component.type === type);
  const variables = variablesOf(of('BODY')?.text);
  const buttons = fc.tuple(...(of('BUTTONS')?.buttons ?? []).map(buttonOf)).map((all) => all.flat());
  const cards = of('CAROUSEL')?.cards?.map((card) => partsOf(card.components, isNamed));
  const nothing = fc.constant(undefined);
  return fc.record({
    header: headerOf(of('HEADER'), isNamed) ?? nothing,
    body: variables.length > 0 ? bodyOf(variables, isNamed) : nothing,
    buttons: buttons.map((all) => (all.length > 0 ? all.toReversed() : undefined)),
    carousel: cards ? fc.tuple(...cards) : nothing,
    limitedTimeOffer: of('LIMITED_TIME_OFFER')
      ? fc.constant({ expirationTime: new Date(4_102_444_800_000) })
      : nothing,
  });
}

function headerOf(
  header: TemplateComponent | undefined,
  isNamed: boolean,
): fc.Arbitrary<TemplateHeaderInput> | undefined {
  switch (header?.format) {
    case 'TEXT': {
      const [variable] = variablesOf(header.text);
      if (variable === undefined) return undefined;
      return words.map((text) => ({ text: { text, ...(isNamed && { parameterName: variable }) } }));
    }
    case 'IMAGE':
      return media.map((image) => ({ image }));
    case 'VIDEO':
      return media.map((video) => ({ video }));
    case 'DOCUMENT':
      return media.map((document) => ({ document: { ...document, filename: 'a.pdf' } }));
    case 'LOCATION':
      return fc.constant({
        location: { latitude: 37.5, longitude: -122.25, name: 'Shop', address: '1 Way' },
      });
    case 'PRODUCT':
      return digits.map((productRetailerId) => ({ product: { productRetailerId, catalogId: '9' } }));
    default:
      return undefined;
  }
}

function bodyOf(variables: readonly string[], isNamed: boolean): fc.Arbitrary<TemplateBodyParameterInput[]> {
  if (isNamed) {
    const named = variables.map((parameterName) =>
      words.map((text): TemplateBodyParameterInput => ({ text: { text, parameterName } })),
    );
    return fc.tuple(...named).chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
  }
  const one = fc.oneof(
    { weight: 4, arbitrary: words.map((text): TemplateBodyParameterInput => ({ text: { text } })) },
    words.map(
      (fallbackValue): TemplateBodyParameterInput => ({
        currency: { fallbackValue, code: 'USD', amount: 1.5 },
      }),
    ),
    words.map((fallbackValue): TemplateBodyParameterInput => ({ dateTime: { fallbackValue } })),
  );
  return fc.array(one, { minLength: variables.length, maxLength: variables.length });
}

/** What fills a button; for those that can do without, at times nothing. */
function buttonOf(button: TemplateButton, index: number): fc.Arbitrary<TemplateButtonInput[]> {
  const always = (one: fc.Arbitrary<TemplateButtonInput>) => one.map((filled) => [filled]);
  const maybe = (one: fc.Arbitrary<TemplateButtonInput>) =>
    fc.option(one, { nil: undefined }).map((filled) => (filled ? [filled] : []));
  switch (button.type) {
    case 'URL': {
      const url = words.map((text): TemplateButtonInput => ({ url: { index, text } }));
      return variablesOf(button.url).length > 0 ? always(url) : fc.constant([]);
    }
    case 'QUICK_REPLY':
      return maybe(words.map((payload): TemplateButtonInput => ({ quickReply: { index, payload } })));
    case 'COPY_CODE':
      return always(
        words.map(
          (text): TemplateButtonInput => ({ copyCode: { index, couponCode: text.slice(0, 15) || 'A' } }),
        ),
      );
    case 'FLOW':
      return maybe(words.map((flowToken): TemplateButtonInput => ({ flow: { index, flowToken } })));
    case 'CATALOG':
      return maybe(
        digits.map(
          (thumbnailProductRetailerId): TemplateButtonInput => ({
            catalog: { index, thumbnailProductRetailerId },
          }),
        ),
      );
    case 'MPM':
      return always(
        digits.map(
          (sku): TemplateButtonInput => ({
            mpm: {
              index,
              thumbnailProductRetailerId: sku,
              sections: [{ title: 'All', productRetailerIds: [sku] }],
            },
          }),
        ),
      );
    case 'VOICE_CALL':
      return maybe(words.map((payload): TemplateButtonInput => ({ voiceCall: { index, payload } })));
    default:
      return fc.constant([]);
  }
}
