import type { FieldSpec } from '../kind';
import type { PhoneNumber } from '../records';

/** The display name's way through review. */
export const certificateFields = {
  name_status: { type: 'enum', description: 'Where the review of the display name stands' },
  new_name_status: { type: 'enum', description: 'Where the review of the wanted display name stands' },
  new_display_name: { type: 'string', description: 'The display name that is in review' },
  certificate: {
    type: 'string',
    description: 'Certificate of the approved name, for the On-Premises API',
    value: ({ id, name_status }) =>
      name_status === 'APPROVED' ? Buffer.from(`certificate of ${id}`).toString('base64') : undefined,
  },
  new_certificate: {
    type: 'string',
    description: 'Certificate of the wanted name',
    value: ({ id, new_name_status }) =>
      new_name_status === 'APPROVED' ? Buffer.from(`new certificate of ${id}`).toString('base64') : undefined,
  },
} satisfies Record<string, FieldSpec<PhoneNumber>>;
