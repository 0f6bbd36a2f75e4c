import { type JsonObject, objectOf, textOf } from '../../common/json';
import { checkFilling } from './filling/check';
import { fillingOf } from './filling/filling';
import { TEMPLATE_CODES, type TemplateProblem } from './filling/problem';
import type { SendableTemplate } from './sendable-template';
import type { FoundTemplate, TemplateDefinitions } from './template-definitions';

/** A message is refused only by a definition no older than this; an older one is read again first. */
const CERTAIN_MS = 30_000;

/** What became of a check, for an operator. */
export type CheckOutcome = 'passed' | 'refused' | 'unchecked';

/** A message's template, looked up and compared. */
export interface CheckedMessage {
  /** What Meta would refuse; none when it would not, or when that cannot be told. */
  problems: TemplateProblem[];
  /** Undefined when there is none, or when it cannot be read now. */
  template: SendableTemplate | undefined;
}

/** Finds templates that messages name, and what Meta would refuse in what fills them. */
export class TemplateChecks {
  readonly counts: Record<CheckOutcome, number> = { passed: 0, refused: 0, unchecked: 0 };

  constructor(private readonly definitions: TemplateDefinitions) {}

  /** The template of an account; undefined when there is none, or when it cannot be read now. */
  async find(accountId: string, name: string, language: string): Promise<SendableTemplate | undefined> {
    const found = await this.definitions.find(accountId, name, language);
    return found.kind === 'found' ? found.template : undefined;
  }

  /**
   * What Meta would refuse in a message's template; nothing when that cannot be told.
   *
   * @param message Meta's form of it: `{ name, language: { code }, components }`
   */
  async check(accountId: string, message: JsonObject): Promise<CheckedMessage> {
    const [name, language] = [textOf(message.name), textOf(objectOf(message.language).code)];
    if (name === undefined || language === undefined) return { problems: [], template: undefined };
    let found = await this.definitions.find(accountId, name, language);
    let problems = problemsWith(found, message);
    // What is known may be out of date where webhooks do not arrive: what would be stopped is looked at twice.
    if (problems.length > 0 && found.kind !== 'unknown' && found.ageMs > CERTAIN_MS) {
      found = await this.definitions.find(accountId, name, language, CERTAIN_MS);
      problems = problemsWith(found, message);
    }
    const outcome = found.kind === 'unknown' ? 'unchecked' : problems.length > 0 ? 'refused' : 'passed';
    this.counts[outcome] += 1;
    return { problems, template: found.kind === 'found' ? found.template : undefined };
  }

  /** Meta refused what passed here: what is known of the template is out of date. */
  forget(accountId: string, message: JsonObject): void {
    this.definitions.forget(accountId, textOf(message.name));
  }
}

function problemsWith(found: FoundTemplate, message: JsonObject): TemplateProblem[] {
  if (found.kind === 'unknown') return [];
  if (found.kind === 'missing') return [missing(found.languages)];
  const unsendable = statusProblem(found.template);
  if (unsendable) return [unsendable];
  return checkFilling(found.template.shape, fillingOf(message.components));
}

function missing(languages: readonly string[]): TemplateProblem {
  const metaCode = TEMPLATE_CODES.NOT_SENDABLE;
  if (languages.length === 0) {
    return { metaCode, at: ['name'], message: "The number's account has no template of this name." };
  }
  const message = `The template does not exist in this language; it exists in ${languages.join(', ')}.`;
  return { metaCode, at: ['language'], message };
}

/** States in which Meta does not send a template. One that is not known here does not stop a message. */
const NOT_SENDABLE: Readonly<Record<string, readonly [metaCode: number, why: string]>> = {
  PENDING: [TEMPLATE_CODES.NOT_SENDABLE, 'is not approved yet: wait for the review'],
  IN_APPEAL: [TEMPLATE_CODES.NOT_SENDABLE, 'was refused, and the appeal is under review'],
  REJECTED: [TEMPLATE_CODES.NOT_SENDABLE, 'was refused by Meta: edit it and hand it in again'],
  PAUSED: [TEMPLATE_CODES.PAUSED, 'is paused, as recipients took it badly: wait, or edit it'],
  DISABLED: [TEMPLATE_CODES.DISABLED, 'is disabled for good, as recipients took it badly: make a new one'],
  PENDING_DELETION: [TEMPLATE_CODES.NOT_SENDABLE, 'is being deleted'],
  DELETED: [TEMPLATE_CODES.NOT_SENDABLE, 'is deleted'],
  LIMIT_EXCEEDED: [TEMPLATE_CODES.NOT_SENDABLE, 'is not approved: the account has as many as it may'],
  ARCHIVED: [TEMPLATE_CODES.NOT_SENDABLE, 'is archived: take it out of the archive first'],
};

function statusProblem({ status }: SendableTemplate): TemplateProblem | undefined {
  const [metaCode, why] = NOT_SENDABLE[status] ?? [];
  if (metaCode === undefined) return undefined;
  return { metaCode, at: ['name'], message: `The template ${why}. Its status is ${status}.` };
}
