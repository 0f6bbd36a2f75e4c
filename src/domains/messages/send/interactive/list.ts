import { ID } from 'type-graphql';
import { SendField, SendInput } from '../declare/decorators';
import { inAction } from '../declare/forms';
import type { Report } from '../declare/problem';
import { BodyField, FooterField, TextHeaderField } from './frame';
import { sectionTitles } from './section-titles';

const MOST_ROWS = 10;

@SendInput('ListRowInput', { description: 'A row that a customer can choose.' })
export class ListRowInput {
  @SendField(() => ID, {
    chars: 200,
    description: 'Comes back in the webhook when the row is chosen. Unique in the message.',
  })
  id!: string;

  @SendField(() => String, { chars: 24, description: 'The label.' })
  title!: string;

  @SendField(() => String, { optional: true, chars: 72, description: 'Small text below the label.' })
  description?: string | null;
}

@SendInput('ListSectionInput', { description: 'Rows under a title.' })
export class ListSectionInput {
  @SendField(() => String, {
    optional: true,
    chars: 24,
    description: 'The title; required with more than one section.',
  })
  title?: string | null;

  @SendField(() => [ListRowInput], {
    items: [1, MOST_ROWS],
    description: 'The rows; all sections together have at most 10.',
  })
  rows!: ListRowInput[];
}

@SendInput<ListInput>('ListInput', {
  description: 'A text with a button that opens a list of choices (`list`).',
  check: rowsAndTitles,
  toGraph: inAction,
})
export class ListInput {
  @TextHeaderField({ optional: true })
  header?: string | null;

  @BodyField({ chars: 4096 })
  body!: string;

  @FooterField()
  footer?: string | null;

  @SendField(() => String, { chars: 20, description: 'The label of the button that opens the list.' })
  button!: string;

  @SendField(() => [ListSectionInput], { items: [1, 10], description: 'The sections.' })
  sections!: ListSectionInput[];
}

function rowsAndTitles({ sections }: ListInput, report: Report): void {
  sectionTitles(sections, report);
  const total = sections.reduce((sum, { rows }) => sum + rows.length, 0);
  // A single section says so itself.
  if (total > MOST_ROWS && sections.length > 1) {
    report(
      `sections have ${total} rows together; Meta allows ${MOST_ROWS}. Remove ${total - MOST_ROWS}.`,
      'sections',
    );
  }
  const seen = new Set<string>();
  sections.forEach(({ rows }, section) => {
    rows.forEach(({ id }, row) => {
      if (seen.has(id)) {
        report(
          'id is that of an earlier row; give each row its own.',
          'sections',
          section,
          'rows',
          row,
          'id',
        );
      }
      seen.add(id);
    });
  });
}
