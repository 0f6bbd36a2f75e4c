import { createServer } from 'node:http';
import { Pool } from 'undici';
import { accountIds, NESTED_FIELDS, PHONE_NUMBER_ID } from './graph-data';

/** The least that can stand between a caller and the Graph API: one request in, one call out, bytes passed on. */

const pool = new Pool(process.env.GRAPH_API_URL ?? '', { connections: 256 });
const nested = `/v23.0/?ids=${accountIds.join(',')}&fields=${encodeURIComponent(NESTED_FIELDS)}`;
const headers = { authorization: 'Bearer EAAbench', 'content-type': 'application/json' };

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const isSend = request.url === '/send';
  const answer = await pool.request(
    isSend
      ? { method: 'POST', path: `/v23.0/${PHONE_NUMBER_ID}/messages`, headers, body: Buffer.concat(chunks) }
      : { method: 'GET', path: nested, headers },
  );
  const body = Buffer.from(await answer.body.arrayBuffer());
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('listening\n'));
