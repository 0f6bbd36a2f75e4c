import { request } from 'undici';
import {
  AccountsDocument,
  BroadcastResultsDocument,
  ConversationsDocument,
  EventsDocument,
  MessageDocument,
  PhoneNumberDocument,
  SendButtonsDocument,
  SendOnceDocument,
  SendTemplateDocument,
  SendTextDocument,
  StartBroadcastDocument,
  TemplatesDocument,
  WatchBroadcastDocument,
  WatchEventsDocument,
  WatchStatusesDocument,
  WhatBecameOfItDocument,
} from '../generated/operations';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask, run, socketClient, watch } from './support/graphql-client';

let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess;

beforeAll(async () => {
  folder = await temporaryFolder();
  gateway = await startGatewayProcess(folder.path);
});
afterAll(async () => {
  expect(await gateway.stop()).toBe(0);
  await folder.remove();
});

describe('with nothing configured', () => {
  it('says where everything is, that it is the sandbox, and what to try', () => {
    const output = gateway.output();
    for (const part of [
      '/graphql',
      '/explorer',
      '/webhooks/whatsapp',
      'sandbox',
      'no API keys',
      '{ whatsAppBusinessAccounts',
    ]) {
      expect(output).toContain(part);
    }
  });

  it('answers the example queries', async () => {
    const { whatsAppBusinessAccounts } = await run(gateway.url, AccountsDocument, {});
    const accounts = whatsAppBusinessAccounts?.nodes ?? [];
    expect(accounts.length).toBeGreaterThanOrEqual(5);
    for (const account of accounts) {
      expect(account?.messageTemplates?.nodes.length).toBeGreaterThan(0);
    }
    const { phoneNumber } = await run(gateway.url, PhoneNumberDocument, {});
    expect(phoneNumber).toMatchObject({
      throughput: { level: expect.any(String) },
      healthStatus: { entities: expect.any(Array) },
    });
    const { whatsAppBusinessAccount } = await run(gateway.url, TemplatesDocument, { status: null });
    const components = whatsAppBusinessAccount?.messageTemplates?.edges.flatMap(
      ({ node }) => node.components ?? [],
    );
    expect(components?.length).toBeGreaterThan(10);
  });

  it('sends, and tells what becomes of it: sent, delivered, read', async () => {
    const client = socketClient(gateway.url);
    const statuses = watch(client, WatchStatusesDocument, {}, (soFar) => soFar.length === 3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { sendMessage } = await run(gateway.url, SendTextDocument, {});
    expect(sendMessage.userErrors).toEqual([]);
    const id = sendMessage.message?.id ?? '';
    const seen = await statuses;
    expect(seen.map(({ messageStatusUpdated }) => messageStatusUpdated.status.status)).toEqual([
      'SENT',
      'DELIVERED',
      'READ',
    ]);
    const { message } = await run(gateway.url, MessageDocument, { id });
    expect(message).toMatchObject({ id, status: 'READ' });
    const { phoneNumber } = await run(gateway.url, ConversationsDocument, {});
    expect(JSON.stringify(phoneNumber)).toContain(id);
    const { events } = await run(gateway.url, EventsDocument, {});
    expect(JSON.stringify(events)).toContain(id);
    await client.dispose();
  });

  it('sends templates and buttons, and refuses what Meta would refuse', async () => {
    for (const document of [SendTemplateDocument, SendButtonsDocument]) {
      const { sendMessage } = await run(gateway.url, document, {});
      expect(sendMessage).toMatchObject({
        message: { id: expect.stringMatching(/^wamid\./) },
        userErrors: [],
      });
    }
    const missing = await ask<{ sendMessage: { userErrors: unknown[] } }>(
      gateway.url,
      `mutation { sendMessage(input: { phoneNumberId: "106540352242922", to: "+16505551234", content: { template: { name: "no_such_template", language: "en_US" } } }) {
        message { id } userErrors { code metaCode category retryable actor } } }`,
    );
    expect(missing.data.sendMessage).toMatchObject({
      message: null,
      userErrors: [{ metaCode: 132001, category: 'TEMPLATE', retryable: false }],
    });
  });

  it('brings what a customer writes', async () => {
    const client = socketClient(gateway.url);
    const events = watch(client, WatchEventsDocument, {}, (soFar) =>
      JSON.stringify(soFar).includes('Are you open?'),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    await request(`${gateway.sandboxUrl}/sandbox/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        phoneNumberId: '106540352242922',
        from: '16505550123',
        type: 'text',
        text: { body: 'Are you open?' },
      }),
    });
    expect((await events).at(-1)).toMatchObject({ events: { __typename: 'MessageReceived' } });
    await client.dispose();
  });

  it('shows the explorers in a browser, and health to an operator', async () => {
    const page = async (path: string) => {
      const response = await request(`${gateway.url}${path}`, { headers: { accept: 'text/html' } });
      return { status: response.statusCode, text: await response.body.text() };
    };
    expect((await page('/graphql')).text).toContain('embeddable-sandbox');
    expect(await page('/explorer')).toMatchObject({
      status: 200,
      text: expect.stringContaining('explorer-data'),
    });
    expect(await page('/healthz')).toMatchObject({ status: 200 });
    expect(await page('/readyz')).toMatchObject({ status: 200 });
    expect((await page('/metrics')).text).toContain('process_cpu_seconds_total');
    expect(await page('/nothing')).toMatchObject({ status: 404, text: expect.stringContaining('"error"') });
  });

  it('is closed to pages of other sites, which a browser on this machine may show', async () => {
    const fromPage = { 'content-type': 'application/json', origin: 'https://evil.example' };
    const response = await request(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: fromPage,
      body: '{"query":"{__typename}"}',
    });
    expect(response.statusCode).toBe(403);
    await response.body.dump();
    const rebound = await request(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { ...fromPage, origin: gateway.url, host: 'evil.example' },
      body: '{}',
    });
    expect(rebound.statusCode).toBe(403);
    await rebound.body.dump();
  });

  it('sends a message once for a key', async () => {
    const first = await run(gateway.url, SendOnceDocument, {});
    expect(first.sendMessage).toMatchObject({ replayed: false, userErrors: [] });
    const again = await run(gateway.url, SendOnceDocument, {});
    expect(again.sendMessage).toMatchObject({
      replayed: true,
      message: { id: first.sendMessage.message?.id },
    });
    const { sendAttempt } = await run(gateway.url, WhatBecameOfItDocument, {});
    expect(sendAttempt).toMatchObject({ state: 'SENT', message: { id: first.sendMessage.message?.id } });
  });

  it('sends a broadcast', async () => {
    const { startBroadcast } = await run(gateway.url, StartBroadcastDocument, {});
    expect(startBroadcast.userErrors).toEqual([]);
    const id = startBroadcast.broadcast?.id ?? '';
    const client = socketClient(gateway.url);
    const seen = await watch(client, WatchBroadcastDocument, { id }, () => false);
    await client.dispose();
    expect(seen.at(-1)?.broadcastUpdated).toMatchObject({
      state: 'COMPLETED',
      progress: { total: 2, sent: 2, secondsLeft: 0 },
    });
    const { broadcast } = await run(gateway.url, BroadcastResultsDocument, { id, states: ['SENT'] });
    expect(broadcast?.recipients.nodes.map(({ position }) => position)).toEqual([1, 2]);
  });
});
