import 'reflect-metadata';
import { faultsOf } from '../../../src/domains/broadcasts/check-recipients';
import type { BroadcastContent } from '../../../src/domains/broadcasts/content';

const content: BroadcastContent = { phoneNumberId: '106540352242922', content: { text: { body: 'Hello' } } };

async function* of(...lengths: number[]) {
  for (const length of lengths) yield { to: '+16505551234', bizOpaqueCallbackData: 'x'.repeat(length) };
}

test('callback data leaves room for the id of the message, which Meta takes 512 characters for together', async () => {
  expect(await faultsOf(content, of(484), true)).toEqual({ count: 0, errors: [] });
  const { count, errors } = await faultsOf(content, of(1, 485), true);
  expect(count).toBe(1);
  expect(errors).toMatchObject([
    { code: 'INVALID_INPUT', field: ['input', 'recipients', '1', 'bizOpaqueCallbackData'] },
  ]);
});
