import type { JsonObject } from '../../../../common/json';
import { SendField, SendInput } from '../declare/decorators';
import { lengthOf } from '../declare/limits';
import type { Report } from '../declare/problem';
import { indexed } from '../interactive/card-index';
import { TemplateBodyParameterInput } from './body-parameter';
import { TemplateButtonInput } from './buttons';
import { TemplateCardInput } from './carousel-card';
import { asOwnComponent, componentsOf } from './components';
import {
  TemplateLimitedTimeOfferInput,
  TemplateOrderStatusInput,
  TemplateTapTargetInput,
} from './extra-components';
import { TemplateHeaderInput } from './header';
import { namedOrPositional } from './named-parameters';
import { uniqueButtons } from './unique-buttons';

/** Of a body that does not stand alone. */
const LONGEST_BODY = 1024;

@SendInput<TemplateParametersInput>('TemplateParametersInput', {
  description: 'What fills a template. Parts of the template without variables are left out.',
  check: templateRules,
  toGraph: withComponents,
})
export class TemplateParametersInput {
  @SendField(() => TemplateHeaderInput, { optional: true, description: 'What fills the header.' })
  header?: TemplateHeaderInput | null;

  @SendField(() => [TemplateBodyParameterInput], {
    optional: true,
    description: "The body's variables: in their order, or by name.",
  })
  body?: TemplateBodyParameterInput[] | null;

  @SendField(() => [TemplateButtonInput], {
    optional: true,
    items: [0, 10],
    description: 'What the buttons need.',
  })
  buttons?: TemplateButtonInput[] | null;

  @SendField(() => [TemplateCardInput], {
    optional: true,
    items: [2, 10],
    wrap: (cards) => ({ type: 'carousel', cards: indexed(cards) }),
    description: 'The cards of a carousel: as many as the template was made with, in this order.',
  })
  carousel?: TemplateCardInput[] | null;

  @SendField(() => TemplateLimitedTimeOfferInput, {
    optional: true,
    wrap: asOwnComponent('limited_time_offer'),
    description: 'When the offer ends.',
  })
  limitedTimeOffer?: TemplateLimitedTimeOfferInput | null;

  @SendField(() => TemplateOrderStatusInput, {
    optional: true,
    wrap: asOwnComponent('order_status'),
    description: 'News of an order.',
  })
  orderStatus?: TemplateOrderStatusInput | null;

  @SendField(() => TemplateTapTargetInput, {
    optional: true,
    wrap: (target) => asOwnComponent('tap_target_configuration')([target]),
    description: 'Where a tap on the whole message leads.',
  })
  tapTargetConfiguration?: TemplateTapTargetInput | null;
}

/** The parts as Meta's list of components. */
export function withComponents({ header, body, buttons, ...extra }: JsonObject): JsonObject {
  const components = componentsOf({ header, body, buttons });
  for (const key in extra) {
    const component = extra[key];
    if (component !== undefined) components.push(component);
  }
  return components.length > 0 ? { components } : {};
}

function templateRules(template: TemplateParametersInput, report: Report): void {
  const { body, buttons, carousel } = template;
  namedOrPositional(body, report);
  bodyLength(template, report);
  uniqueButtons(buttons, report);
  const [first, ...others] = (carousel ?? []).map(structureOf);
  others.forEach((structure, index) => {
    if (structure !== first) {
      report(
        'The card has another header or body than the first; all cards need the same.',
        'carousel',
        index + 1,
      );
    }
  });
}

function bodyLength({ body, header, buttons, carousel }: TemplateParametersInput, report: Report): void {
  if (!header && !buttons?.length && !carousel) return;
  const length = (body ?? []).reduce((sum, { text }) => sum + lengthOf(text?.text ?? ''), 0);
  if (length > LONGEST_BODY) {
    report(
      `body has ${length} characters in its parameters; Meta allows ${LONGEST_BODY} in the filled body.`,
      'body',
    );
  }
}

/** Buttons are left out, as some need not be filled, and that may differ from card to card. */
function structureOf({ header, body }: TemplateCardInput): string {
  const kind = Object.entries(header).find(([, value]) => value)?.[0];
  return JSON.stringify([kind, body?.length ?? 0]);
}
