import { createServer } from 'node:http';
import { buildSchema, graphql } from 'graphql';
import { Pool } from 'undici';
import { parseJson } from '../../src/common/json';
import { accountIds } from './graph-data';

/** The usual way: a GraphQL server whose resolvers each call the Graph API for what they resolve. */

const pool = new Pool(process.env.GRAPH_API_URL ?? '', { connections: 256 });
type Answer = Record<string, unknown> & { id: string; data: Answer[]; throughput: unknown };

async function get(path: string): Promise<Answer> {
  const answer = await pool.request({
    method: 'GET',
    path: `/v23.0/${path}`,
    headers: { authorization: 'Bearer EAAbench' },
  });
  return (await answer.body.json()) as Answer;
}

const schema = buildSchema(`
  type Query { whatsAppBusinessAccounts(first: Int): Accounts }
  type Accounts { nodes: [Account] }
  type Account { id: ID name: String currency: String phoneNumbers(first: Int): Numbers messageTemplates(first: Int): Templates }
  type Numbers { nodes: [Number] }
  type Number { id: ID displayPhoneNumber: String verifiedName: String qualityRating: String throughput: Throughput businessProfile: Profile }
  type Throughput { level: String }
  type Profile { about: String email: String websites: [String] vertical: String }
  type Templates { nodes: [Template] }
  type Template { id: ID name: String language: String status: String category: String }
`);

const numberOf = async (id: string) => {
  const number = await get(`${id}?fields=id,display_phone_number,verified_name,quality_rating`);
  return {
    id,
    displayPhoneNumber: number.display_phone_number,
    verifiedName: number.verified_name,
    qualityRating: number.quality_rating,
    throughput: async () => (await get(`${id}?fields=throughput`)).throughput,
    businessProfile: async () => (await get(`${id}/whatsapp_business_profile`)).data[0],
  };
};

const accountOf = async (id: string) => {
  const account = await get(`${id}?fields=id,name,currency`);
  return {
    id,
    name: account.name,
    currency: account.currency,
    phoneNumbers: async () => ({
      nodes: (await get(`${id}/phone_numbers`)).data.map((number) => numberOf(number.id)),
    }),
    messageTemplates: async () => ({ nodes: (await get(`${id}/message_templates`)).data }),
  };
};

const rootValue = { whatsAppBusinessAccounts: () => ({ nodes: accountIds.map(accountOf) }) };

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { query } = parseJson(Buffer.concat(chunks).toString()) as { query: string };
  const body = JSON.stringify(await graphql({ schema, source: query, rootValue }));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('listening\n'));
