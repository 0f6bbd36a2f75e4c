import type { JsonObject } from '../../../../common/json';
import { MediaReferenceInput } from '../content/media-reference';
import { SendField, SendInput, SendOneOf } from '../declare/decorators';
import { tagged } from '../declare/forms';
import { TemplateBodyParameterInput } from './body-parameter';
import { TemplateButtonInput } from './buttons';
import { componentsOf } from './components';
import { TemplateProductInput } from './header';
import { namedOrPositional } from './named-parameters';
import { uniqueButtons } from './unique-buttons';

@SendOneOf('TemplateCardHeaderInput', { description: 'What stands on top of a card.', toGraph: tagged })
export class TemplateCardHeaderInput {
  @SendField(() => MediaReferenceInput, { optional: true, description: 'An image.' })
  image?: MediaReferenceInput | null;

  @SendField(() => MediaReferenceInput, { optional: true, description: 'A video.' })
  video?: MediaReferenceInput | null;

  @SendField(() => TemplateProductInput, { optional: true, description: 'A product.' })
  product?: TemplateProductInput | null;
}

@SendInput<TemplateCardInput>('TemplateCardInput', {
  description: 'What fills one card of a carousel template.',
  check: ({ body, buttons }, report) => {
    namedOrPositional(body, report);
    uniqueButtons(buttons, report);
  },
  toGraph: (card): JsonObject => ({ components: componentsOf(card) }),
})
export class TemplateCardInput {
  @SendField(() => TemplateCardHeaderInput, { description: 'The picture, video or product.' })
  header!: TemplateCardHeaderInput;

  @SendField(() => [TemplateBodyParameterInput], {
    optional: true,
    description: "The variables of the card's text.",
  })
  body?: TemplateBodyParameterInput[] | null;

  @SendField(() => [TemplateButtonInput], {
    optional: true,
    items: [1, 2],
    description: "The card's buttons.",
  })
  buttons?: TemplateButtonInput[] | null;
}
