import { queryOver } from '../../support/declared-schema';

describe('Media', () => {
  it.each([303_833, '303833'])('answers its fields, the size sent as %p', async (fileSize) => {
    const url = 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2&hash=3';
    const result = await queryOver(
      {
        id: '2',
        url,
        mime_type: 'image/jpeg',
        sha256: 'abc',
        file_size: fileSize,
        messaging_product: 'whatsapp',
      },
      '{ media { id url mimeType sha256 fileSize messagingProduct } }',
    );
    expect(result).toEqual({
      data: {
        media: {
          id: '2',
          url,
          mimeType: 'image/jpeg',
          sha256: 'abc',
          fileSize: 303_833,
          messagingProduct: 'whatsapp',
        },
      },
    });
  });
});
