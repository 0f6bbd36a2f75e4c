import type { MessageTemplate, TemplateComponent } from '../../../../src/sandbox/model/records';
import type { Parts } from './fillings';

/** A change after which parameters no longer fit their template; undefined where it changes nothing of the kind. */
export type Mutation = (parts: Parts, template: MessageTemplate) => Parts | undefined;

const componentOf = (template: MessageTemplate, type: string): TemplateComponent | undefined =>
  template.components.find((component) => component.type === type);
const text = (value: string) => ({ text: { text: value } });

/** Every way in which one thing can be wrong: something dropped, added, or of another kind. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'a parameter of the body dropped': (parts) => parts.body && { ...parts, body: parts.body.slice(1) },
  'a parameter of the body added': (parts) => ({ ...parts, body: [...(parts.body ?? []), text('more')] }),
  'a name given or taken away': (parts, { parameter_format }) =>
    parts.body && {
      ...parts,
      body: parts.body.map(({ text: given }, index) =>
        parameter_format === 'NAMED'
          ? text(given?.text ?? '')
          : { text: { text: given?.text ?? 'x', parameterName: `name_${index}` } },
      ),
    },
  'a name of another variable': (parts, { parameter_format }) =>
    parameter_format === 'NAMED' && parts.body
      ? {
          ...parts,
          body: parts.body.map((one, index) =>
            index > 0 || !one.text ? one : { text: { ...one.text, parameterName: 'nobody' } },
          ),
        }
      : undefined,
  'the header dropped': ({ header, ...rest }) => header && rest,
  'the header added': (parts, template) =>
    parts.header
      ? undefined
      : { ...parts, header: componentOf(template, 'HEADER') ? text('more') : { image: { id: '1' } } },
  'the header of another kind': (parts) => {
    if (!parts.header) return undefined;
    return { ...parts, header: parts.header.text ? { image: { id: '1' } } : text('a text') };
  },
  'a button that has to be filled dropped': (parts) => {
    const buttons = parts.buttons?.filter(({ url, copyCode, mpm }) => !url && !copyCode && !mpm);
    return buttons && buttons.length < (parts.buttons?.length ?? 0) ? { ...parts, buttons } : undefined;
  },
  'a button that is not there': (parts) => ({
    ...parts,
    buttons: [...(parts.buttons ?? []), { quickReply: { index: 9, payload: 'p' } }],
  }),
  'a button of another kind': (parts, template) => {
    const index = (componentOf(template, 'BUTTONS')?.buttons ?? []).findIndex(({ type }) => type !== 'FLOW');
    if (index < 0) return undefined;
    const others = (parts.buttons ?? []).filter((button) =>
      Object.values(button).every((one) => one?.index !== index),
    );
    return { ...parts, buttons: [...others, { flow: { index, flowToken: 't' } }] };
  },
  'a URL without a variable filled': (parts, template) => {
    const index = (componentOf(template, 'BUTTONS')?.buttons ?? []).findIndex(
      ({ type, url }) => type === 'URL' && !url?.includes('{{'),
    );
    return index < 0
      ? undefined
      : { ...parts, buttons: [...(parts.buttons ?? []), { url: { index, text: 'more' } }] };
  },
  'a line break in a button': (parts) => {
    const at = parts.buttons?.findIndex(({ url, copyCode }) => url ?? copyCode) ?? -1;
    const buttons = parts.buttons?.map((button, place) => {
      if (place !== at) return button;
      if (button.url) return { url: { ...button.url, text: 'a\nb' } };
      return button.copyCode ? { copyCode: { ...button.copyCode, couponCode: 'a\nb' } } : button;
    });
    return at < 0 || !buttons ? undefined : { ...parts, buttons };
  },
  'a card dropped': (parts) => parts.carousel && { ...parts, carousel: parts.carousel.slice(1) },
  'the carousel dropped': ({ carousel, ...rest }) => carousel && rest,
  'a carousel added': (parts) =>
    parts.carousel ? undefined : { ...parts, carousel: [{ header: { image: { id: '1' } } }] },
  'a card without its parameter': (parts) =>
    parts.carousel && { ...parts, carousel: parts.carousel.map((card) => ({ ...card, body: [] })) },
  'a card with the other header': (parts) =>
    parts.carousel && {
      ...parts,
      carousel: parts.carousel.map((card, index) =>
        index === 1 ? { ...card, header: { video: { id: '1' } } } : card,
      ),
    },
  'the end of the offer dropped': ({ limitedTimeOffer, ...rest }) => limitedTimeOffer && rest,
  'the end of an offer added': (parts) =>
    parts.limitedTimeOffer
      ? undefined
      : { ...parts, limitedTimeOffer: { expirationTime: new Date(4_102_444_800_000) } },
  'a text that gets too long': (parts, template) =>
    parts.body?.[0]?.text && componentOf(template, 'BUTTONS')
      ? {
          ...parts,
          body: [{ text: { ...parts.body[0].text, text: 'x'.repeat(1024) } }, ...parts.body.slice(1)],
        }
      : undefined,
};
