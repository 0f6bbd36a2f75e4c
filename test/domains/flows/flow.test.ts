import { queryOver } from '../../support/declared-schema';

describe('Flow', () => {
  it('answers its fields from what Graph sent', async () => {
    const flow = {
      id: '1241716336934250',
      name: 'my first flow',
      status: 'DRAFT',
      categories: ['SIGN_UP', 'KARAOKE'],
      json_version: '7.0',
      endpoint_uri: '',
      data_channel_uri: 'https://example.com/flows',
      validation_errors: [
        {
          error: 'INVALID_PROPERTY',
          error_type: 'JSON_SCHEMA_ERROR',
          message: 'The property "initial-text" cannot be specified.',
          line_start: 46,
          line_end: 46,
          column_start: 17,
          column_end: 30,
          pointers: [{ line_start: 46, line_end: 46, column_start: 17, column_end: 30, path: 'screens[0]' }],
        },
      ],
      'preview.invalidate(false)': {
        preview_url: 'https://business.facebook.com/wa/manage/flows/1/preview/?token=b9d6',
        expires_at: '2025-05-21T11:18:09+0000',
      },
      whatsapp_business_account: { id: '102290129340398', name: 'Lucky Shrub' },
      application: { id: '67084', name: 'Shop', link: 'https://www.facebook.com/games/?app_id=67084' },
    };
    const result = await queryOver(
      flow,
      `{ flow {
        id name status categories categoriesRaw jsonVersion dataApiVersion endpointUri dataChannelUri
        validationErrors { error errorType message lineStart columnEnd pointers { path lineEnd } }
        preview { previewUrl expiresAt } whatsAppBusinessAccount { id name } application { id name }
      } }`,
    );
    expect(result).toEqual({
      data: {
        flow: {
          id: '1241716336934250',
          name: 'my first flow',
          status: 'DRAFT',
          categories: ['SIGN_UP', 'UNRECOGNIZED'],
          categoriesRaw: ['SIGN_UP', 'KARAOKE'],
          jsonVersion: '7.0',
          dataApiVersion: null,
          endpointUri: null,
          dataChannelUri: 'https://example.com/flows',
          validationErrors: [
            {
              error: 'INVALID_PROPERTY',
              errorType: 'JSON_SCHEMA_ERROR',
              message: 'The property "initial-text" cannot be specified.',
              lineStart: 46,
              columnEnd: 30,
              pointers: [{ path: 'screens[0]', lineEnd: 46 }],
            },
          ],
          preview: {
            previewUrl: 'https://business.facebook.com/wa/manage/flows/1/preview/?token=b9d6',
            expiresAt: '2025-05-21T11:18:09.000Z',
          },
          whatsAppBusinessAccount: { id: '102290129340398', name: 'Lucky Shrub' },
          application: { id: '67084', name: 'Shop' },
        },
      },
    });
  });
});
