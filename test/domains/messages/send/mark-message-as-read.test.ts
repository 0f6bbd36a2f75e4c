import { metaError } from '../../../support/graph-double';
import { SendHarness } from './support/send-harness';

const ID = 'wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI=';

let harness: SendHarness;

beforeAll(async () => {
  harness = await SendHarness.start();
});
afterAll(() => harness.stop());
beforeEach(() => harness.reset({ body: { success: true } }));

describe('markMessageAsRead', () => {
  const MARK = /* GraphQL */ `
    mutation ($input: MarkMessageAsReadInput!) {
      markMessageAsRead(input: $input) { success userErrors { code field retryable } }
    }
  `;

  it.each([
    [false, {}],
    [true, { typing_indicator: { type: 'text' } }],
  ])('marks, typing: %s', async (typingIndicator, more) => {
    harness.answer = () => ({ body: { success: true } });
    expect(await harness.mutate(MARK, { phoneNumberId: '1', messageId: ID, typingIndicator })).toEqual({
      data: { markMessageAsRead: { success: true, userErrors: [] } },
    });
    expect(harness.requests[0]?.body).toEqual({
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: ID,
      ...more,
    });
    expect(harness.read).toEqual([ID]);
  });

  it('leaves the history as it is when Meta marks nothing', async () => {
    for (const answer of [{ body: { success: false } }, metaError(131009, '(#131009) Invalid')]) {
      harness.answer = () => answer;
      await harness.mutate(MARK, { phoneNumberId: '1', messageId: ID });
    }
    expect(harness.read).toEqual([]);
  });

  it('checks its input', async () => {
    expect(await harness.mutate(MARK, { phoneNumberId: '1', messageId: 'w'.repeat(129) })).toEqual({
      data: {
        markMessageAsRead: {
          success: false,
          userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'messageId'], retryable: false }],
        },
      },
    });
  });

  it('is repeated when the answer is lost, and can be repeated after that', async () => {
    harness.answer = () => undefined;
    expect(await harness.mutate(MARK, { phoneNumberId: '1', messageId: ID })).toMatchObject({
      data: {
        markMessageAsRead: {
          success: false,
          userErrors: [{ code: 'UPSTREAM_UNAVAILABLE', retryable: true }],
        },
      },
    });
    expect(harness.requests.length).toBeGreaterThan(1);
  });
});
