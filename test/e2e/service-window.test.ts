import { request } from 'undici';
import { until } from '../support/until';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';

const NUMBER = '106540352242922';
const DAY = 86_400;

let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess;
/** Another number of the same account. */
let otherNumber: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  gateway = await startGatewayProcess(folder.path);
  const response = await request(`${gateway.sandboxUrl}/sandbox`);
  const { accounts } = (await response.body.json()) as { accounts: { phoneNumbers: { id: string }[] }[] };
  const siblings = accounts.find(({ phoneNumbers }) => phoneNumbers.some(({ id }) => id === NUMBER));
  otherNumber = siblings?.phoneNumbers.find(({ id }) => id !== NUMBER)?.id ?? '';
});
afterAll(async () => {
  expect(await gateway.stop()).toBe(0);
  await folder.remove();
});

async function sandbox(path: string, body: Record<string, unknown>): Promise<Record<string, unknown>> {
  const response = await request(`${gateway.sandboxUrl}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.body.json()) as Record<string, unknown>;
  if (response.statusCode !== 200) throw new Error(JSON.stringify(answer));
  return answer;
}

/** A customer writes; resolves once the gateway has it. */
async function wrote(from: string, secondsAgo: number, more: Record<string, unknown> = {}): Promise<void> {
  const { id } = await sandbox('messages', {
    phoneNumberId: NUMBER,
    from,
    type: 'text',
    text: { body: 'Hi' },
    secondsAgo,
    ...more,
  });
  await until(async () => {
    const { data } = await ask<{ message: unknown }>(gateway.url, `{ message(id: "${id}") { id } }`);
    return data.message !== null;
  });
}

interface Sent {
  message: { id: string } | null;
  userErrors: { code: string; message: string }[];
}

async function send(to: string, more = '', phoneNumberId = NUMBER): Promise<Sent> {
  const { data, errors } = await ask<{ sendMessage: Sent }>(
    gateway.url,
    `mutation { sendMessage(input: { phoneNumberId: "${phoneNumberId}", to: "${to}", content: { text: { body: "Hello" } } ${more} }) {
       message { id } userErrors { code message } } }`,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.sendMessage;
}

/** The error that a message failed with. */
async function failureOf({ message }: Sent): Promise<number | null> {
  const source = `{ message(id: "${message?.id}") { status failure { code } } }`;
  type Answer = { message: { status: string; failure: { code: number } | null } | null };
  let found: Answer['message'] = null;
  await until(async () => {
    found = (await ask<Answer>(gateway.url, source)).data.message;
    return found !== null && found.status !== 'ACCEPTED' && found.status !== 'SENT';
  });
  return (found as Answer['message'])?.failure?.code ?? null;
}

describe('the customer service window', () => {
  it('lets free-form messages through while it is open, and where nobody can tell', async () => {
    await wrote('16505550101', DAY - 600);
    expect(await send('+1 650 555 0101')).toMatchObject({ userErrors: [] });
    expect(await send('16505550102')).toMatchObject({ userErrors: [] });
  });

  it('keeps them from being sent when it is closed; what is forced fails as the gateway said', async () => {
    await wrote('16505550103', DAY + 600);
    expect(await send('16505550103')).toMatchObject({
      message: null,
      userErrors: [{ code: 'OUTSIDE_SERVICE_WINDOW' }],
    });
    const forced = await send('16505550103', 'force: true');
    expect(forced.userErrors).toEqual([]);
    expect(await failureOf(forced)).toBe(131047);
  });

  it('is one for each number of the business', async () => {
    await wrote('16505550104', DAY + 600);
    await wrote('16505550104', 60, { phoneNumberId: otherNumber });
    expect((await send('16505550104')).userErrors).toMatchObject([{ code: 'OUTSIDE_SERVICE_WINDOW' }]);
    expect((await send('16505550104', '', otherNumber)).userErrors).toEqual([]);
  });

  it('is open again as soon as the customer writes, or calls', async () => {
    await wrote('16505550105', 2 * DAY);
    await wrote('16505550106', 2 * DAY);
    expect((await send('16505550105')).userErrors).toHaveLength(1);
    await wrote('16505550105', 0);
    expect((await send('16505550105')).userErrors).toEqual([]);
    await sandbox(`phone-numbers/${NUMBER}/call/connect`, { from: '16505550106' });
    let sent: Sent | undefined;
    await until(async () => {
      sent = await send('16505550106');
      return sent.userErrors.length === 0;
    });
    expect(sent && (await failureOf(sent))).toBeNull();
  });

  it('stays open for a message that came by an ad and was answered', async () => {
    const referral = { source_url: 'https://fb.me/1', source_id: '1', source_type: 'ad' };
    await wrote('16505550107', DAY - 60, { referral });
    expect((await send('16505550107')).userErrors).toEqual([]);
    const { data } = await ask<{ conversation: { freeEntryPointWindow: { isOpen: boolean } } }>(
      gateway.url,
      `{ conversation(id: "${NUMBER}:16505550107") { freeEntryPointWindow { isOpen } } }`,
    );
    expect(data.conversation.freeEntryPointWindow).toEqual({ isOpen: true });
  });

  it("closes by the sandbox's clock as at Meta: the gateway sends, and the message fails", async () => {
    await wrote('16505550108', 0);
    await sandbox('clock', { advanceSeconds: DAY + 60 });
    const sent = await send('16505550108');
    expect(sent.userErrors).toEqual([]);
    expect(await failureOf(sent)).toBe(131047);
  });
});
