import { ID } from 'type-graphql';
import { SendField, SendInput } from '../declare/decorators';
import { inAction } from '../declare/forms';
import type { Report } from '../declare/problem';
import { noOuterBlanks } from '../declare/rules';
import { repeated } from '../declare/unique';
import { BodyField, FooterField, HeaderField, type InteractiveHeaderInput } from './frame';

@SendInput('ReplyButtonInput', {
  description: 'A button that answers with its id.',
  toGraph: (reply) => ({ type: 'reply', reply }),
})
export class ReplyButtonInput {
  @SendField(() => ID, {
    chars: 256,
    rule: noOuterBlanks,
    description: 'Comes back in the webhook when it is tapped. Unique in the message.',
  })
  id!: string;

  @SendField(() => String, {
    chars: 20,
    description: 'The label; emoji but no markdown. Unique in the message.',
  })
  title!: string;
}

@SendInput<ReplyButtonsInput>('ReplyButtonsInput', {
  description: 'A text with up to three quick replies (`button`).',
  check: uniqueButtons,
  toGraph: inAction,
})
export class ReplyButtonsInput {
  @HeaderField()
  header?: InteractiveHeaderInput | null;

  @BodyField()
  body!: string;

  @FooterField()
  footer?: string | null;

  @SendField(() => [ReplyButtonInput], { items: [1, 3], description: 'The buttons.' })
  buttons!: ReplyButtonInput[];
}

function uniqueButtons({ buttons }: ReplyButtonsInput, report: Report): void {
  for (const field of ['id', 'title'] as const) {
    for (const index of repeated(buttons, (button) => button[field])) {
      report(`${field} is that of an earlier button; give each button its own.`, 'buttons', index, field);
    }
  }
}
