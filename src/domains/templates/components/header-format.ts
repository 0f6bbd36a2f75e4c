import { openEnum } from '../../../planner/open-enum';

export const TemplateHeaderFormat = openEnum('TemplateHeaderFormat', 'What a header shows.', {
  TEXT: 'A line of text.',
  IMAGE: 'A picture.',
  VIDEO: 'A video.',
  DOCUMENT: 'A file.',
  GIF: 'A moving picture; Marketing Messages API only.',
  LOCATION: 'A place on a map.',
  PRODUCT: 'A product of the catalog.',
});
