import { Int } from 'type-graphql';
import { SendField, SendInput } from '../declare/decorators';
import { inParameters } from '../declare/forms';
import { BodyField } from './frame';

@SendInput('VoiceCallInput', {
  description: 'A text with a button that calls the business on WhatsApp (`voice_call`).',
  toGraph: inParameters('voice_call'),
})
export class VoiceCallInput {
  @BodyField()
  body!: string;

  @SendField(() => String, {
    optional: true,
    chars: 20,
    description: 'The label of the button. Default: "Call Now".',
  })
  displayText?: string | null;

  @SendField(() => Int, {
    optional: true,
    range: [1, 43_200],
    description: 'How long the button works, in minutes. Default: 10,080 (7 days).',
  })
  ttlMinutes?: number | null;

  @SendField(() => String, {
    optional: true,
    chars: 512,
    description: 'Comes back in the webhooks of the call.',
  })
  payload?: string | null;
}
