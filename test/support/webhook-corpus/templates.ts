import { ACCOUNT, one, type Sample } from './sample';

const template = {
  message_template_id: 1689556908129832,
  message_template_name: 'order_confirmation',
  message_template_language: 'en-US',
};
const named = {
  templateId: '1689556908129832',
  templateName: 'order_confirmation',
  templateLanguage: 'en-US',
};
const status = (value: object, fields: object, more: Partial<Sample> = {}) =>
  one(
    'message_template_status_update',
    'TemplateStatusUpdated',
    { ...template, ...value },
    { ...named, ...fields },
    more,
  );

export const templateSamples: Sample[] = [
  status(
    { event: 'APPROVED', reason: 'NONE', message_template_category: 'UTILITY' },
    { templateStatus: 'APPROVED', rejectedReason: 'NONE', templateCategory: 'UTILITY', accountId: ACCOUNT },
  ),
  status(
    {
      event: 'REJECTED',
      reason: 'INVALID_FORMAT',
      rejection_info: { reason: 'Bad variables', recommendation: 'Add samples' },
    },
    {
      templateStatus: 'REJECTED',
      rejectedReason: 'INVALID_FORMAT',
      rejectionInfo: { reason: 'Bad variables', recommendation: 'Add samples' },
    },
    { name: 'template rejected' },
  ),
  status(
    { event: 'REJECTED', reason: null },
    { rejectedReason: null, rejectionInfo: { reason: 'Bad', recommendation: null } },
    { name: 'template rejected, rejection_info beside value', beside: { rejection_info: { reason: 'Bad' } } },
  ),
  status(
    {
      event: 'PAUSED',
      reason: null,
      other_info: { title: 'FIRST_PAUSE', description: 'Paused for 3 hours' },
    },
    { templateStatus: 'PAUSED', otherInfo: { title: 'FIRST_PAUSE', description: 'Paused for 3 hours' } },
    { name: 'template paused' },
  ),
  status(
    { event: 'DISABLED', disable_info: { disable_date: '2026-02-01' } },
    { templateStatus: 'DISABLED', disableInfo: { disableDate: '2026-02-01' } },
    { name: 'template disabled' },
  ),
  status(
    { event: 'FROZEN', message_template_id: '12345678901234567890' },
    { templateStatus: 'UNRECOGNIZED', templateStatusRaw: 'FROZEN', templateId: '12345678901234567890' },
    { name: 'template event of the future, id beyond 2^53' },
  ),
  one(
    'message_template_quality_update',
    'TemplateQualityUpdated',
    { ...template, previous_quality_score: 'GREEN', new_quality_score: 'YELLOW' },
    { ...named, previousQualityScore: 'GREEN', newQualityScore: 'YELLOW' },
  ),
  one(
    'message_template_status_update',
    'TemplateQualityUpdated',
    { ...template, previous_quality_score: 'GREEN', new_quality_score: 'RED' },
    { newQualityScore: 'RED', field: 'message_template_status_update' },
    { name: 'quality update under the name of another field' },
  ),
  one(
    'message_template_components_update',
    'TemplateComponentsUpdated',
    {
      ...template,
      message_template_title: 'Your order',
      message_template_element: 'Thank you, {{1}}',
      message_template_footer: 'Lucky Shrub',
      message_template_buttons: [
        {
          message_template_button_type: 'URL',
          message_template_button_text: 'Track',
          message_template_button_url: 'https://example.com/{{1}}',
        },
        {
          message_template_button_type: 'PHONE_NUMBER',
          message_template_button_text: 'Call',
          message_template_button_phone_number: '+15550783881',
        },
      ],
    },
    {
      headerText: 'Your order',
      bodyText: 'Thank you, {{1}}',
      footerText: 'Lucky Shrub',
      buttons: [
        { type: 'URL', text: 'Track', url: 'https://example.com/{{1}}', phoneNumber: null },
        { type: 'PHONE_NUMBER', text: 'Call', url: null, phoneNumber: '+15550783881' },
      ],
    },
  ),
  one(
    'template_category_update',
    'TemplateCategoryUpdated',
    {
      ...template,
      correct_category: 'MARKETING',
      new_category: 'UTILITY',
      category_update_timestamp: 1746169200,
    },
    {
      isAnnouncement: true,
      correctCategory: 'MARKETING',
      newCategory: 'UTILITY',
      previousCategory: null,
      categoryUpdateTimestamp: '2025-05-02T07:00:00.000Z',
    },
    { name: 'category change announced' },
  ),
  one(
    'template_category_update',
    'TemplateCategoryUpdated',
    { ...template, previous_category: 'UTILITY', new_category: 'MARKETING' },
    { isAnnouncement: false, previousCategory: 'UTILITY', newCategory: 'MARKETING' },
    { name: 'category changed' },
  ),
  one(
    'template_correct_category_detection',
    'TemplateCorrectCategoryDetected',
    { ...template, category: 'UTILITY', correct_category: 'MARKETING' },
    { templateCategory: 'UTILITY', correctCategory: 'MARKETING' },
  ),
];
