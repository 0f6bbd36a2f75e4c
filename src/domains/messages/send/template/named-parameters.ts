import type { Report } from '../declare/problem';
import { repeated } from '../declare/unique';
import type { TemplateBodyParameterInput } from './body-parameter';

/** Text parameters are all named or all positional, and no name stands twice. */
export function namedOrPositional(
  body: readonly TemplateBodyParameterInput[] | null | undefined,
  report: Report,
): void {
  const texts = (body ?? []).map(({ text }) => text);
  const named = texts.some((text) => text?.parameterName);
  if (!named) return;
  texts.forEach((text, index) => {
    if (text && !text.parameterName) {
      report(
        'parameterName is missing, but others have one; name all parameters or none.',
        'body',
        index,
        'text',
        'parameterName',
      );
    }
  });
  for (const index of repeated(texts, (text) => text?.parameterName)) {
    report('parameterName is that of an earlier parameter.', 'body', index, 'text', 'parameterName');
  }
}
