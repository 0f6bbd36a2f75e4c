import type { Report } from '../declare/problem';

/** Sections need titles as soon as there are several. */
export function sectionTitles(sections: readonly { title?: string | null }[], report: Report): void {
  if (sections.length < 2) return;
  sections.forEach(({ title }, index) => {
    if (title === undefined || title === null) {
      report(
        `title is missing; with ${sections.length} sections each needs one. Add it.`,
        'sections',
        index,
        'title',
      );
    }
  });
}
