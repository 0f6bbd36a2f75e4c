import { graphTime } from '../clock';
import type { MessageTemplate } from '../model/records';
import { Random } from '../random';
import { AUTHENTICATION_TEMPLATES } from './authentication-templates';
import { MARKETING_TEMPLATES } from './marketing-templates';
import { ACCOUNTS } from './portfolios';
import { body, footer, type TemplateDraft, textHeader } from './template-parts';
import { UTILITY_TEMPLATES } from './utility-templates';

const ids = new Random(0);

/** Larger than a JavaScript number can hold exactly, as some of Meta's are. */
const LARGE_ID = '120216848912345678';

const FIRST_UPDATE = Date.UTC(2026, 0, 5, 9, 30);

const HELLO_WORLD: TemplateDraft = {
  name: 'hello_world',
  category: 'UTILITY',
  components: [
    textHeader('Hello World'),
    body(
      'Welcome and congratulations!! This message demonstrates your ability to send a WhatsApp message notification ' +
        'from the Cloud API, hosted by Meta. Thank you for taking the time to test with us.',
    ),
    footer('WhatsApp Business Platform sample message'),
  ],
};

const DRAFTS: readonly TemplateDraft[] = [
  ...UTILITY_TEMPLATES,
  ...MARKETING_TEMPLATES,
  ...AUTHENTICATION_TEMPLATES,
];

/** The first account can send every kind of template, and has one of each other status besides. */
const RETIRED: readonly (readonly [name: string, status: string])[] = [
  ['winter_sale', 'PAUSED'],
  ['winter_sale_last_call', 'DISABLED'],
  ['spring_teaser', 'PENDING'],
  ['free_money', 'REJECTED'],
  ['price_alert', 'IN_APPEAL'],
  ['store_closing', 'PENDING_DELETION'],
  ['daily_deal', 'LIMIT_EXCEEDED'],
  ['old_greeting', 'ARCHIVED'],
];

const STATUSES = (
  'APPROVED APPROVED PENDING APPROVED REJECTED APPROVED PAUSED APPROVED DISABLED APPROVED IN_APPEAL ' +
  'APPROVED PENDING_DELETION APPROVED LIMIT_EXCEEDED APPROVED ARCHIVED'
).split(' ');

const QUALITIES = ['GREEN', 'UNKNOWN', 'YELLOW', 'GREEN', 'RED'];

const LANGUAGES: readonly (readonly string[])[] = [
  ['en_US'],
  ['en_GB', 'en'],
  ['en', 'en_US'],
  ['en_US'],
  ['en_GB'],
];

const TRANSLATIONS: readonly (readonly [language: string, text: string])[] = [
  ['es_MX', 'Hola {{1}}, gracias por tu pedido. Saldrá el {{2}} y te avisaremos.'],
  ['pt_BR', 'Olá {{1}}, obrigado pelo pedido. Ele sai em {{2}} e avisaremos você.'],
  ['de', 'Hallo {{1}}, danke für die Bestellung. Sie geht am {{2}} raus, wir melden uns.'],
];

function template(accountId: string, draft: TemplateDraft, language: string, status: string, serial: number) {
  const score =
    status === 'PAUSED' || status === 'DISABLED'
      ? 'RED'
      : (QUALITIES[serial % QUALITIES.length] ?? 'UNKNOWN');
  const record: MessageTemplate = {
    id: ids.digits(15 + (serial % 2), 'template', accountId, draft.name, language),
    accountId,
    name: draft.name,
    language,
    status,
    category: draft.category,
    parameter_format: 'POSITIONAL',
    components: structuredClone(draft.components),
    quality_score: {
      score,
      date: Math.floor(FIRST_UPDATE / 1000) + serial * 3_600,
      ...(score === 'RED' && { reasons: ['SPAM'] }),
    },
    rejected_reason: status === 'REJECTED' ? 'INCORRECT_CATEGORY' : 'NONE',
    ...(status === 'REJECTED' && draft.category === 'UTILITY' && { correct_category: 'MARKETING' }),
    last_updated_time: graphTime(FIRST_UPDATE + serial * 5_400_000),
    ...draft.more,
  };
  return record;
}

function firstAccount(accountId: string): MessageTemplate[] {
  const sendable = DRAFTS.map((draft, index) => template(accountId, draft, 'en_US', 'APPROVED', index));
  const retired = RETIRED.map(([name, status], index) =>
    template(
      accountId,
      { name, category: 'MARKETING', components: [body('Hello {{1}}, there is news for you.', 'Jessica')] },
      'en_US',
      status,
      40 + index,
    ),
  );
  const confirmation = DRAFTS[0];
  const translated = TRANSLATIONS.flatMap(([language, text], index) =>
    confirmation === undefined
      ? []
      : [
          template(
            accountId,
            {
              ...confirmation,
              components: confirmation.components.map((component) =>
                component.type === 'BODY' ? { ...component, text } : component,
              ),
            },
            language,
            'APPROVED',
            50 + index,
          ),
        ],
  );
  const [first, ...rest] = sendable;
  return [...(first ? [{ ...first, id: LARGE_ID }] : []), ...rest, ...retired, ...translated];
}

function otherAccount(accountId: string, account: number): MessageTemplate[] {
  const languages = LANGUAGES[account] ?? ['en_US'];
  return DRAFTS.flatMap((draft, index) => {
    // Not every account has every template.
    if (index % 5 === account) return [];
    const status = STATUSES[(index + account * 3) % STATUSES.length] ?? 'APPROVED';
    const language = languages[index % languages.length] ?? 'en_US';
    return [template(accountId, draft, language, status, index + account * 7)];
  });
}

export const TEMPLATES: readonly MessageTemplate[] = ACCOUNTS.flatMap(({ id }, account) => [
  template(id, HELLO_WORLD, 'en_US', 'APPROVED', account),
  ...(account === 0 ? firstAccount(id) : otherAccount(id, account)),
]);
