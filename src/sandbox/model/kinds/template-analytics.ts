import { invalidParameter } from '../../graph-error';
import { messageError } from '../../messages/error-codes';
import { textOf, wordsOf } from '../../read/arguments';
import { bindAll, type EdgeSpec, type Kind } from '../kind';
import type { BusinessAccount } from '../records';

const DAY = 86_400;
const MAXIMUM_TEMPLATES = 10;
const MAXIMUM_DAYS = 90;

interface TemplateAnalytics {
  granularity: 'DAILY';
  product_type: string;
  data_points: Record<string, unknown>[];
}

const templateAnalyticsKind: Kind<TemplateAnalytics> = {
  type: 'WhatsAppTemplateAnalytics',
  description: 'How often templates were sent, delivered, read and clicked',
  fields: {
    granularity: { type: 'enum', description: 'Always DAILY', byDefault: true },
    product_type: { type: 'enum', description: 'The API that they were sent with', byDefault: true },
    data_points: { type: 'list<object>', description: 'One for each template and day', byDefault: true },
  },
};

/** Meta takes Unix seconds and dates alike. */
function secondsOf(text: string | undefined): number {
  return /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? Date.parse(`${text}T00:00:00Z`) / 1000 : Number(text);
}

/** `GET /{account}/template_analytics`. */
export const templateAnalytics: EdgeSpec<BusinessAccount> = {
  description: 'How often up to ten templates were sent, delivered, read and clicked, by days',
  members: (account, { random, world }, args) => {
    if (!account.is_enabled_for_insights) throw messageError(200007);
    const templates = wordsOf(args, 'template_ids') ?? [];
    if (templates.length === 0 || templates.length > MAXIMUM_TEMPLATES) {
      throw invalidParameter(`Param template_ids must have 1 to ${MAXIMUM_TEMPLATES} elements.`);
    }
    const [start, end] = [secondsOf(textOf(args, 'start')), secondsOf(textOf(args, 'end'))];
    if (!(end > start) || end - start > MAXIMUM_DAYS * DAY || textOf(args, 'granularity') !== 'DAILY') {
      throw invalidParameter(
        'The parameters start, end and granularity=DAILY are required, at most 90 days.',
      );
    }
    const days = Array.from({ length: Math.ceil((end - start) / DAY) }, (_, day) => start + day * DAY);
    const data_points = days.flatMap((day) =>
      templates.map((id) => {
        const buttons = world.templates.get(id)?.components.flatMap((part) => part.buttons ?? []) ?? [];
        const sent = Math.round(40 + 200 * random.fraction('template analytics', id, day));
        const clicked = buttons.map(({ type, text }) => ({
          type: type === 'URL' ? 'url_button' : 'quick_reply_button',
          button_content: text ?? '',
          count: Math.floor(sent / 12),
        }));
        return {
          template_id: id,
          start: day,
          end: day + DAY,
          sent,
          delivered: Math.floor(sent * 0.95),
          read: Math.floor(sent * 0.7),
          ...(clicked.length > 0 && { clicked }),
        };
      }),
    );
    const product_type = textOf(args, 'product_type') ?? 'CLOUD_API';
    return bindAll(templateAnalyticsKind, [{ granularity: 'DAILY', product_type, data_points }]);
  },
};
