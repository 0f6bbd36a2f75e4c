import type { Report } from '../declare/problem';
import { repeated } from '../declare/unique';
import type { TemplateButtonInput } from './buttons';

/** Each button of a template, or of a card, is filled once. */
export function uniqueButtons(
  buttons: readonly TemplateButtonInput[] | null | undefined,
  report: Report,
): void {
  for (const index of repeated(buttons ?? [], positionOf)) {
    report(
      'index is that of an earlier button; each button of the template is filled once.',
      'buttons',
      index,
    );
  }
}

function positionOf(button: TemplateButtonInput): number | null | undefined {
  return Object.values(button).find((variant) => variant)?.index;
}
