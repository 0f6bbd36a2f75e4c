import type { Flow } from '../model/records';
import { ACCOUNTS } from './portfolios';

type Row = readonly [
  id: string,
  account: number,
  name: string,
  status: string,
  category: string,
  more?: Partial<Flow>,
];

const ROWS: readonly Row[] = [
  ['1184620953772418', 0, 'visit_feedback', 'PUBLISHED', 'SURVEY'],
  ['1639077813542091', 0, 'newsletter_signup', 'PUBLISHED', 'SIGN_UP'],
  [
    '954221780316647',
    0,
    'size_advisor',
    'DRAFT',
    'LEAD_GENERATION',
    {
      validation_errors: [
        {
          error: 'INVALID_PROPERTY_VALUE',
          error_type: 'FLOW_JSON_ERROR',
          message: "Invalid value found for property 'type'.",
          line_start: 10,
          line_end: 10,
          column_start: 21,
          column_end: 34,
        },
      ],
    },
  ],
  ['2210948571190334', 0, 'old_contact_form', 'DEPRECATED', 'CONTACT_US'],
  [
    '1470223915587720',
    2,
    'book_appointment',
    'PUBLISHED',
    'APPOINTMENT_BOOKING',
    { data_api_version: '3.0', endpoint_uri: 'https://clinics.example/flows/appointments' },
  ],
  [
    '873310427519984',
    2,
    'lab_results',
    'THROTTLED',
    'CUSTOMER_SUPPORT',
    { data_api_version: '3.0', endpoint_uri: 'https://clinics.example/flows/results' },
  ],
  ['1092884613758215', 3, 'prescription_upload', 'BLOCKED', 'OTHER'],
];

export const FLOWS: readonly Flow[] = ROWS.map(([id, account, name, status, category, more]) => ({
  id,
  accountId: ACCOUNTS[account]?.id ?? '',
  name,
  status,
  categories: [category],
  validation_errors: [],
  json_version: '7.0',
  flowJson: {
    version: '7.0',
    screens: [
      {
        id: 'RATING',
        title: name.replaceAll('_', ' '),
        terminal: true,
        layout: { type: 'SingleColumnLayout', children: [{ type: 'TextHeading', text: 'How was it?' }] },
      },
    ],
  },
  ...more,
}));
