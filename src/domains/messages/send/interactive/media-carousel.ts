import { ID } from 'type-graphql';
import type { JsonObject } from '../../../../common/json';
import { MediaReferenceInput } from '../content/media-reference';
import { SendField, SendInput, SendOneOf } from '../declare/decorators';
import { asText, inAction, tagged } from '../declare/forms';
import type { Report } from '../declare/problem';
import { webUrl } from '../declare/rules';
import { indexed } from './card-index';
import { BodyField } from './frame';

const MOST_LINE_BREAKS = 2;

@SendOneOf('CarouselHeaderInput', { description: 'The picture or video of a card.', toGraph: tagged })
export class CarouselHeaderInput {
  @SendField(() => MediaReferenceInput, { optional: true, description: 'An image.' })
  image?: MediaReferenceInput | null;

  @SendField(() => MediaReferenceInput, { optional: true, description: 'A video.' })
  video?: MediaReferenceInput | null;
}

@SendInput('CarouselUrlButtonInput', { description: 'The one button of a card that opens a web page.' })
export class CarouselUrlButtonInput {
  @SendField(() => String, { chars: 20, description: 'The label.' })
  displayText!: string;

  @SendField(() => String, { rule: webUrl, description: 'The page that it opens.' })
  url!: string;
}

@SendInput('CarouselQuickReplyInput', {
  description: 'A button of a card that answers with its id.',
  toGraph: (quickReply) => ({ type: 'quick_reply', quick_reply: quickReply }),
})
export class CarouselQuickReplyInput {
  @SendField(() => ID, { chars: 20, description: 'Comes back in the webhook when it is tapped.' })
  id!: string;

  @SendField(() => String, { chars: 20, description: 'The label.' })
  title!: string;
}

@SendOneOf('CarouselCardActionInput', {
  description: 'The buttons of a card. All cards have the same kind and number.',
  toGraph: ({ url, buttons }): JsonObject =>
    url === undefined ? { buttons } : { name: 'cta_url', parameters: url },
})
export class CarouselCardActionInput {
  @SendField(() => CarouselUrlButtonInput, {
    optional: true,
    description: 'One button that opens a web page.',
  })
  url?: CarouselUrlButtonInput | null;

  @SendField(() => [CarouselQuickReplyInput], {
    optional: true,
    items: [1, 3],
    meta: 'buttons',
    description: 'Buttons that answer.',
  })
  quickReplies?: CarouselQuickReplyInput[] | null;
}

@SendInput<CarouselCardInput>('CarouselCardInput', {
  description: 'A card of a media carousel.',
  check: ({ body }, report) => {
    const breaks = body?.match(/\n/g)?.length ?? 0;
    if (breaks > MOST_LINE_BREAKS) {
      report(`body has ${breaks} line breaks; Meta allows ${MOST_LINE_BREAKS} on a card.`, 'body');
    }
  },
  // Meta writes cta_url for cards with quick replies too.
  toGraph: (card) => ({ type: 'cta_url', ...card }),
})
export class CarouselCardInput {
  @SendField(() => CarouselHeaderInput, { description: 'The picture or video.' })
  header!: CarouselHeaderInput;

  @SendField(() => String, {
    optional: true,
    chars: 160,
    wrap: asText,
    description: 'Text below it, with at most 2 line breaks.',
  })
  body?: string | null;

  @SendField(() => CarouselCardActionInput, { description: 'The button or buttons.' })
  action!: CarouselCardActionInput;
}

@SendInput<MediaCarouselInput>('MediaCarouselInput', {
  description: 'Cards with pictures or videos to swipe through (`carousel`).',
  check: sameButtons,
  toGraph: inAction,
})
export class MediaCarouselInput {
  @BodyField()
  body!: string;

  @SendField(() => [CarouselCardInput], {
    items: [2, 10],
    wrap: indexed,
    description: 'The cards, in this order.',
  })
  cards!: CarouselCardInput[];
}

function sameButtons({ cards }: MediaCarouselInput, report: Report): void {
  const [first, ...others] = cards.map(({ action }) => (action.url ? 0 : (action.quickReplies?.length ?? 0)));
  others.forEach((count, index) => {
    if (count !== first) {
      report(
        'action differs from that of the first card; all cards need the same kind and number of buttons.',
        'cards',
        index + 1,
        'action',
      );
    }
  });
}
