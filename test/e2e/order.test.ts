import { isObject, textOf } from '../../src/common/json';
import { type DoubleAnswer, metaError, type SeenRequest } from '../support/graph-double';
import { until } from '../support/until';
import { gatewayOnDouble } from './support/gateway-on-double';
import { NUMBER } from './support/webhooks';

const SEND = /* GraphQL */ `
  mutation ($input: SendMessageInput!) {
    sendMessage(input: $input) { message { id } userErrors { code } }
  }
`;
const TO = '+16505551234';

let answer: (body: string) => Promise<DoubleAnswer> | DoubleAnswer;

const bodyOf = ({ body: { text } }: SeenRequest) => (isObject(text) ? textOf(text.body) : undefined) ?? '';
const taken = (): DoubleAnswer => ({ body: { messages: [{ id: `wamid.${double.requests.length}` }] } });
const arrived = () => double.requests.map(bodyOf).filter((body) => body !== '');

async function send(body: string, signal: AbortSignal | null = null): Promise<unknown> {
  const input = {
    phoneNumberId: NUMBER,
    to: TO,
    content: { text: { body } },
    onLimit: 'WAIT',
    maxWaitMs: 60_000,
  };
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: SEND, variables: { input } }),
  });
  return response.json();
}

const untilArrived = (body: string) => until(() => arrived().includes(body));

const { gateway, double } = gatewayOnDouble(
  (request) => (request.path.endsWith('/messages') ? answer(bodyOf(request)) : { body: {} }),
  {
    META_APP_SECRET: 'secret',
    LOG_LEVEL: 'silent',
  },
);

describe('messages to one person', () => {
  it('stay in order however often Meta refuses the first of them for now', async () => {
    let refusals = 4;
    answer = (body) => {
      if (body !== 'first' || refusals === 0) return taken();
      refusals -= 1;
      return metaError(130429, '(#130429) Rate limit hit');
    };
    const first = send('first');
    await untilArrived('first');
    await Promise.all([first, send('second')]);
    expect(arrived()).toEqual([...Array(5).fill('first'), 'second']);
  });

  it('are not sent for whoever went away while they waited for the one before', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    answer = async (body) => {
      if (body === 'first') await held;
      return taken();
    };
    const first = send('first');
    await untilArrived('first');
    const leaving = new AbortController();
    const second = send('second', leaving.signal).catch(() => 'gone');
    await new Promise((resolve) => setTimeout(resolve, 200));
    leaving.abort();
    expect(await second).toBe('gone');
    const third = send('third');
    release();
    await Promise.all([first, third]);
    expect(arrived()).toEqual(['first', 'third']);
  });
});
