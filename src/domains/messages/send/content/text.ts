import { SendField, SendInput } from '../declare/decorators';

@SendInput('TextContentInput', { description: 'A text message (`text`).' })
export class TextContentInput {
  @SendField(() => String, {
    chars: 4096,
    description: "The text, with WhatsApp's markdown: *bold*, _italic_, ~struck~, `code`.",
  })
  body!: string;

  @SendField(() => Boolean, {
    optional: true,
    description:
      'Whether WhatsApp shows a preview of the first URL in the text (`preview_url`). Default: no.',
  })
  previewUrl?: boolean | null;
}
