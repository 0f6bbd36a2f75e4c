import type { Arguments } from '../model/kind';
import type { MessageTemplate } from '../model/records';
import { numberOf, textOf, wordsOf } from './arguments';

/** Everything a reader would see of a template. */
function contentOf({ components }: MessageTemplate): string {
  return components
    .flatMap((component) => [
      component.text ?? '',
      ...(component.buttons ?? []).map(({ text }) => text ?? ''),
    ])
    .join('\n')
    .toLowerCase();
}

function oneOf(args: Arguments, name: string, value: string): boolean {
  const wanted = wordsOf(args, name);
  return wanted === undefined || wanted.some((word) => word.toLowerCase() === value.toLowerCase());
}

/** Whether a template passes the filters that `message_templates` takes besides paging. */
export function matchesTemplateFilters(template: MessageTemplate, args: Arguments): boolean {
  const name = textOf(args, 'name')?.toLowerCase();
  const content = textOf(args, 'content')?.toLowerCase();
  const either = textOf(args, 'name_or_content')?.toLowerCase();
  const updated = Date.parse(template.last_updated_time.replace('+0000', 'Z')) / 1000;
  return (
    (name === undefined || template.name.includes(name)) &&
    (content === undefined || contentOf(template).includes(content)) &&
    (either === undefined || template.name.includes(either) || contentOf(template).includes(either)) &&
    oneOf(args, 'status', template.status) &&
    oneOf(args, 'category', template.category) &&
    oneOf(args, 'language', template.language) &&
    oneOf(args, 'quality_score', template.quality_score.score) &&
    updated >= (numberOf(args, 'since') ?? -Infinity) &&
    updated <= (numberOf(args, 'until') ?? Infinity)
  );
}
