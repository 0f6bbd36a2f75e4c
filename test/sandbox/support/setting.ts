import { type Sandbox, type SandboxOptions, startSandbox } from '../../../src/sandbox';
import { GraphClient } from './client';
import { type Receiver, startReceiver } from './receiver';

/** A sandbox, who calls it, and who hears from it. */
export interface Setting {
  readonly sandbox: Sandbox;
  readonly graph: GraphClient;
  readonly receiver: Receiver;
  close(): Promise<void>;
}

/** Quick and quiet: nobody answers, statuses follow at once. */
export async function startSetting(options: SandboxOptions = {}): Promise<Setting> {
  const receiver = await startReceiver();
  const sandbox = await startSandbox({
    webhookUrl: receiver.url,
    statusDelaysMs: { sent: 1, delivered: 5, read: 10 },
    redeliveryDelaysMs: [5, 5, 5],
    replyProbability: 0,
    ...options,
  });
  return {
    sandbox,
    graph: new GraphClient(sandbox),
    receiver,
    close: async () => {
      await sandbox.close();
      await receiver.close();
    },
  };
}

/** A send of the marketing template that needs two parameters. */
export function marketingTemplate(to: string): Record<string, unknown> {
  const parameters = [
    { type: 'text', text: '1,250' },
    { type: 'text', text: '31 December' },
  ];
  return {
    to,
    type: 'template',
    template: {
      name: 'loyalty_points',
      language: { code: 'en_US' },
      components: [{ type: 'body', parameters }],
    },
  };
}

export function helloWorld(to: string): Record<string, unknown> {
  return { to, type: 'template', template: { name: 'hello_world', language: { code: 'en_US' } } };
}
