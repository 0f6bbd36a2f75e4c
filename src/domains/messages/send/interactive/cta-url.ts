import { SendField, SendInput } from '../declare/decorators';
import { inParameters } from '../declare/forms';
import { webUrl } from '../declare/rules';
import { BodyField, FooterField, HeaderField, type InteractiveHeaderInput } from './frame';

@SendInput('CtaUrlInput', {
  description: 'A text with one button that opens a web page (`cta_url`).',
  toGraph: inParameters('cta_url'),
})
export class CtaUrlInput {
  @HeaderField()
  header?: InteractiveHeaderInput | null;

  @BodyField()
  body!: string;

  @FooterField()
  footer?: string | null;

  @SendField(() => String, { chars: 20, description: 'The label of the button.' })
  displayText!: string;

  @SendField(() => String, { rule: webUrl, description: 'The page that the button opens.' })
  url!: string;
}
