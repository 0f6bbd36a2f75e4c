import type { Kind } from '../kind';
import { mediaUrl } from '../media-url';
import type { Media } from '../records';

export const mediaKind: Kind<Media> = {
  type: 'WhatsAppMessageMedia',
  description: 'A file that was uploaded, or that a customer sent',
  fields: {
    messaging_product: {
      type: 'string',
      description: 'Always whatsapp',
      byDefault: true,
      value: () => 'whatsapp',
    },
    url: {
      type: 'string',
      description: 'Where to fetch the bytes with the access token, for five minutes',
      byDefault: true,
      value: (media, context) => mediaUrl(media.id, context.origin, context.world.app.secret, context.clock),
    },
    mime_type: { type: 'string', description: 'What kind of file it is', byDefault: true },
    sha256: { type: 'string', description: 'Hash of the bytes, hexadecimal', byDefault: true },
    file_size: {
      type: 'unsigned int32',
      description: 'Bytes',
      byDefault: true,
      value: (media) => media.bytes.length,
    },
    id: { type: 'numeric string', description: "The file's id", byDefault: true },
  },
  remove: (media, _parameters, { world }) => ({ success: world.media.remove(media.id) }),
};
