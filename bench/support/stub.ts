import { createServer } from 'node:http';
import { accountIds, accountOf, numbersOf, profileOf, templatesOf } from './graph-data';

/**
 * A process in the Graph API's place: answers at once or after LATENCY_MS, and counts what it was asked. With NEW_ANSWERS
 * a name in the nested answer differs each time.
 */

const latencyMs = Number(process.env.LATENCY_MS ?? 0);
const isNewEachTime = process.env.NEW_ANSWERS !== undefined;
const everything = JSON.stringify(Object.fromEntries(accountIds.map((id) => [id, accountOf(id)])));
let calls = 0;
let sent = 0;

function answer(path: string, query: URLSearchParams): unknown {
  const [, , id = '', edge] = path.split('/');
  if (edge === 'messages') {
    sent += 1;
    return {
      messaging_product: 'whatsapp',
      contacts: [{ input: '16315551181', wa_id: '16315551181' }],
      messages: [{ id: `wamid.HBgLMTYzMTU1NTExODEVAgARGBI${process.pid}${sent}` }],
    };
  }
  if (edge === 'phone_numbers') return { data: numbersOf(id).map(({ id: number }) => ({ id: number })) };
  if (edge === 'message_templates') return { data: templatesOf(id) };
  if (edge === 'whatsapp_business_profile') return { data: [profileOf(id)] };
  if (accountIds.includes(id)) return accountOf(id);
  const number = accountIds.flatMap(numbersOf).find((candidate) => candidate.id === id);
  return number ?? { id, fields: query.get('fields') };
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://stub');
  if (url.pathname === '/calls') {
    response.end(String(calls));
    return;
  }
  calls += 1;
  const body = url.searchParams.has('ids')
    ? isNewEachTime
      ? everything.replace('"Account', `"Account (${calls})`)
      : everything
    : JSON.stringify(answer(url.pathname, url.searchParams));
  const reply = () => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  };
  request.resume().on('end', () => (latencyMs > 0 ? setTimeout(reply, latencyMs) : reply()));
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('listening\n'));
