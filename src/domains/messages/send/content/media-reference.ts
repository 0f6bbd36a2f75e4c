import { ID } from 'type-graphql';
import { SendField, SendInput } from '../declare/decorators';
import type { Report } from '../declare/problem';
import { metaId, publicUrl } from '../declare/rules';

/** What every input that names a media file has: an uploaded file or a link to one. */
@SendInput('MediaReferenceInput', {
  description: 'A media file: either uploaded to Meta (`id`) or public on the web (`link`).',
  check: exactlyOneSource,
})
export class MediaReferenceInput {
  @SendField(() => ID, {
    optional: true,
    rule: metaId,
    description:
      "Meta's id of an uploaded file, valid for 30 days. Either this or `link`; preferred, for it is faster.",
  })
  id?: string | null;

  @SendField(() => String, {
    optional: true,
    rule: publicUrl,
    description:
      'Public URL of the file: https, or http, which Meta takes too. Meta caches it for 10 minutes. Either this or `id`.',
  })
  link?: string | null;
}

function exactlyOneSource({ id, link }: MediaReferenceInput, report: Report): void {
  if (id && link) report('id and link are both given; a media file has one source. Leave one out.');
  else if (!id && !link) report('Neither id nor link is given; a media file needs one of them.');
}

@SendInput('NamedFileInput', { description: 'A document file without a caption.' })
export class NamedFileInput extends MediaReferenceInput {
  @SendField(() => String, {
    optional: true,
    chars: 240,
    description: 'Name of the file; its extension decides the icon. Give one.',
  })
  filename?: string | null;
}
