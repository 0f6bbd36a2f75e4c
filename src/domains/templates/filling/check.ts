import { checkButtons } from './check-buttons';
import { checkTexts, isBodyAlone } from './check-texts';
import type { Filling, PartsFilling } from './filling';
import { type Report, reporter, type TemplateProblem } from './problem';
import { type HeaderShape, type PartsShape, type TemplateShape, textHeaderOf } from './template-shape';

/**
 * Finds everything that Meta would refuse in the parameters of a template. What is not known to be refused passes: a
 * message that Meta would accept must never be stopped here.
 */
export function checkFilling(shape: TemplateShape, filling: Filling): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const report = reporter(problems);
  checkParts(shape, filling, report);
  checkOffer(shape, filling, report);
  checkCards(shape, filling, problems, report);
  return problems;
}

function checkParts(shape: PartsShape, filling: PartsFilling, report: Report): void {
  checkHeader(shape, filling, report);
  if (shape.body) checkTexts('body', shape.body, filling.body, shape.isNamed, report, isBodyAlone(shape));
  else if (filling.body.length > 0 && !shape.hasUnknown) {
    report('FORMAT', 'The template has no body to fill; leave body out.', 'body');
  }
  checkButtons(shape, filling.buttons, report);
}

function checkHeader(
  { header, isNamed, hasUnknown }: PartsShape,
  filling: PartsFilling,
  report: Report,
): void {
  const given = filling.header;
  if (!header) {
    if (given && !hasUnknown) report('FORMAT', 'The template has no header; leave header out.', 'header');
    return;
  }
  const text = textHeaderOf(header);
  if (text) {
    checkTexts('header', text, given ? [given] : [], isNamed, report);
    return;
  }
  const wanted = wantedBy(header);
  if (!wanted) return;
  const kind = String(given?.type ?? '').toLowerCase();
  if (wanted.includes(kind)) return;
  const give = `give header: { ${wanted[0]}: … }`;
  if (given)
    report('FORMAT', `The template's header is of the kind ${header.format}; ${give}.`, 'header', kind);
  else report('FORMAT', `The template's header of the kind ${header.format} is missing; ${give}.`, 'header');
}

/** The kinds of parameter that fill a header that is no text; undefined for one that is not known here. */
function wantedBy({ format }: HeaderShape): string[] | undefined {
  // Meta does not say whether an animation may also be given as a video, which it technically is.
  if (format === 'GIF') return ['gif', 'video'];
  return HEADER_KINDS.has(format) ? [format.toLowerCase()] : undefined;
}

const HEADER_KINDS = new Set(['IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION', 'PRODUCT']);

function checkOffer({ limitedTimeOffer, hasUnknown }: TemplateShape, filling: Filling, report: Report): void {
  if (limitedTimeOffer?.needsExpiration && !filling.hasExpiration) {
    report('MISSING', 'The offer of the template ends: say when in limitedTimeOffer.', 'limitedTimeOffer');
  }
  if (!limitedTimeOffer && filling.hasExpiration && !hasUnknown) {
    report('FORMAT', 'The template has no offer; leave limitedTimeOffer out.', 'limitedTimeOffer');
  }
}

function checkCards(
  { cards, hasUnknown }: TemplateShape,
  filling: Filling,
  problems: TemplateProblem[],
  report: Report,
): void {
  const given = filling.cards ?? [];
  if (!cards) {
    if (given.length > 0 && !hasUnknown)
      report('FORMAT', 'The template has no carousel; leave carousel out.', 'carousel');
    return;
  }
  if (given.length !== cards.length) {
    report(
      'FORMAT',
      `The carousel of the template has ${cards.length} cards; ${given.length} are given. Give as many, in their order.`,
      'carousel',
    );
    return;
  }
  cards.forEach((card, index) => {
    const filling = given[index];
    if (filling) checkParts(card, filling, reporter(problems, 'carousel', index));
  });
}
