import { z } from 'zod';
import { graphTime, unixSeconds } from '../clock';
import type { MessageTemplate } from '../model/records';
import { emitter } from './emitter';
import { ofTemplate } from './subjects';

const EVENTS = [
  'APPROVED',
  'PENDING',
  'REJECTED',
  'PAUSED',
  'DISABLED',
  'FLAGGED',
  'REINSTATED',
  'IN_APPEAL',
  'LIMIT_EXCEEDED',
  'LOCKED',
  'PENDING_DELETION',
  'DELETED',
  'ARCHIVED',
  'UNARCHIVED',
] as const;

/** Events after which the template itself shows another status. */
const STATUS_AFTER: Readonly<Record<string, string>> = {
  FLAGGED: 'APPROVED',
  REINSTATED: 'APPROVED',
  UNARCHIVED: 'APPROVED',
};

const CATEGORIES = ['AUTHENTICATION', 'MARKETING', 'UTILITY'] as const;

/** Template ids are numbers in webhooks. */
function named({ id, name, language }: MessageTemplate) {
  return {
    message_template_id: BigInt(id),
    message_template_name: name,
    message_template_language: language,
  };
}

function textOf({ components }: MessageTemplate, type: string): string | undefined {
  return components.find((component) => component.type === type)?.text;
}

function buttonsOf({ components }: MessageTemplate) {
  const buttons = components.flatMap((component) => component.buttons ?? []);
  return buttons.map(({ type, text, url, phone_number }) => ({
    message_template_button_type: type,
    message_template_button_text: text ?? '',
    ...(url !== undefined && { message_template_button_url: url }),
    ...(phone_number !== undefined && { message_template_button_phone_number: phone_number }),
  }));
}

/** What Meta tells of templates. */
export const templateEmitters = [
  emitter({
    subject: ofTemplate,
    action: 'status',
    field: 'message_template_status_update',
    body: z.strictObject({ status: z.enum(EVENTS), reason: z.string().nullable().optional() }),
    examples: {
      'Paused for low quality for 3 hours, the next time for 6: sends answer 132015': { status: 'PAUSED' },
      'Approved: it can be sent': { status: 'APPROVED' },
      Rejected: { status: 'REJECTED', reason: 'TAG_CONTENT_MISMATCH' },
      'Disabled for good: sends answer 132016': { status: 'DISABLED' },
      'Flagged: it can be sent, but will be disabled unless it gets better': { status: 'FLAGGED' },
      Reinstated: { status: 'REINSTATED' },
    },
    emit(template, { status: event, reason }, { world, whatsApp }) {
      const why = reason === undefined ? (event === 'REJECTED' ? 'INVALID_FORMAT' : 'NONE') : reason;
      template.status = STATUS_AFTER[event] ?? event;
      template.rejected_reason = event === 'REJECTED' ? (why ?? 'NONE') : template.rejected_reason;
      template.last_updated_time = graphTime(world.clock.now());
      whatsApp.templateStatusChanged(template, why, event);
      if (event === 'DELETED') world.templates.remove(template.id);
      return {};
    },
  }),
  emitter({
    subject: ofTemplate,
    action: 'quality',
    field: 'message_template_quality_update',
    body: z.strictObject({ new_quality_score: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']) }),
    examples: { 'Customers like it less': { new_quality_score: 'YELLOW' } },
    emit(template, { new_quality_score }, { world }) {
      const previous_quality_score = template.quality_score.score;
      template.quality_score = { score: new_quality_score, date: unixSeconds(world.clock) };
      return { value: { previous_quality_score, new_quality_score, ...named(template) } };
    },
  }),
  emitter({
    subject: ofTemplate,
    action: 'category',
    field: 'template_category_update',
    body: z.strictObject({
      new_category: z.enum(CATEGORIES),
      inSeconds: z
        .int()
        .min(0)
        .max(7 * 86_400)
        .default(0),
    }),
    examples: {
      'Its category changes now': { new_category: 'MARKETING' },
      'Its category will change in a day: told now, and again when it happens': {
        new_category: 'MARKETING',
        inSeconds: 86_400,
      },
    },
    emit(template, { new_category, inSeconds }, { world, scheduler, announcer }) {
      const change = () => {
        const { category: previous_category, accountId } = template;
        Object.assign(template, { category: new_category, previous_category });
        delete template.correct_category;
        return { accountId, value: { ...named(template), previous_category, new_category } };
      };
      if (inSeconds === 0) return { value: change().value };
      template.correct_category = new_category;
      scheduler.after(inSeconds * 1000, () =>
        announcer.announce({ ...change(), field: 'template_category_update', label: 'template category' }),
      );
      return {
        value: {
          ...named(template),
          correct_category: new_category,
          // Meta's word for the category that it still has.
          new_category: template.category,
          category_update_timestamp: unixSeconds(world.clock) + inSeconds,
        },
      };
    },
  }),
  emitter({
    subject: ofTemplate,
    action: 'components',
    field: 'message_template_components_update',
    body: z.strictObject({ text: z.string().min(1).max(1024).optional() }),
    examples: { 'Its text was edited': { text: 'Hello, welcome back to our shop.' } },
    emit(template, { text }) {
      const body = template.components.find(({ type }) => type === 'BODY');
      if (body && text !== undefined) body.text = text;
      const [header, footer] = [textOf(template, 'HEADER'), textOf(template, 'FOOTER')];
      const buttons = buttonsOf(template);
      return {
        value: {
          ...named(template),
          message_template_element: textOf(template, 'BODY') ?? '',
          ...(header !== undefined && { message_template_title: header }),
          ...(footer !== undefined && { message_template_footer: footer }),
          ...(buttons.length > 0 && { message_template_buttons: buttons }),
        },
      };
    },
  }),
  emitter({
    subject: ofTemplate,
    action: 'correct-category',
    field: 'template_correct_category_detection',
    body: z.strictObject({ correct_category: z.enum(CATEGORIES) }),
    examples: { 'Meta thinks it belongs to another category': { correct_category: 'MARKETING' } },
    emit(template, { correct_category }) {
      template.correct_category = correct_category;
      return { value: { ...named(template), category: template.category, correct_category } };
    },
  }),
];
