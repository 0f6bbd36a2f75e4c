import { createHmac } from 'node:crypto';
import type { Sandbox } from '../../../src/sandbox';
import { at, list } from './client';
import type { ReceivedWebhook } from './receiver';

/** One item of `entry[].changes`, with what its entry says. */
export interface ReceivedChange {
  readonly entryId: unknown;
  readonly time: unknown;
  readonly field: unknown;
  readonly value: unknown;
}

/** The changes in webhooks, in the order of their arrival. */
export function changesOf(webhooks: readonly ReceivedWebhook[]): ReceivedChange[] {
  return webhooks.flatMap(({ text }) =>
    list(JSON.parse(text), 'entry').flatMap((entry) =>
      list(entry, 'changes').map((change) => ({
        entryId: at(entry, 'id'),
        time: at(entry, 'time'),
        field: at(change, 'field'),
        value: at(change, 'value'),
      })),
    ),
  );
}

/** The items of the arrays with a name in the values of webhooks. */
export function itemsOf(webhooks: readonly ReceivedWebhook[], name: string): unknown[] {
  return changesOf(webhooks).flatMap(({ value }) => list(value, name));
}

/** Whether a webhook's signature is right for its bytes. */
export function isSigned({ bytes, headers }: ReceivedWebhook, sandbox: Sandbox): boolean {
  const digest = createHmac('sha256', sandbox.description().appSecret).update(bytes).digest('hex');
  return headers['x-hub-signature-256'] === `sha256=${digest}`;
}
