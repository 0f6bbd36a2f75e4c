import { request } from 'undici';
import { until } from '../../support/until';
import { ask } from './graphql-client';
import { NUMBER } from './webhooks';

const START = /* GraphQL */ `
  mutation ($input: StartBroadcastInput!) {
    startBroadcast(input: $input) {
      broadcast { id state } replayed invalidRecipients userErrors { code field message }
    }
  }
`;
export const PROGRESS =
  'progress { total pending sending sent failed unknown cancelled ratePerSecond secondsLeft }';
const BROADCAST = `query ($id: ID!) { broadcast(id: $id) { state name pausedBecause { code } ${PROGRESS} } }`;
const RECIPIENTS = /* GraphQL */ `
  query ($id: ID!, $after: String, $states: [BroadcastRecipientState!]) {
    broadcast(id: $id) {
      recipients(first: 100, after: $after, states: $states) {
        nodes { position to state messageId tries correlationId userErrors { code } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`;

export interface Started {
  broadcast: { id: string; state: string } | null;
  replayed: boolean;
  invalidRecipients: number;
  userErrors: { code: string; field: string[] | null; message: string }[];
}

export interface ShownBroadcast {
  state: string;
  name: string | null;
  pausedBecause: { code: string }[];
  progress: {
    total: number;
    pending: number;
    sending: number;
    sent: number;
    failed: number;
    unknown: number;
    cancelled: number;
    ratePerSecond: number;
    secondsLeft: number | null;
  };
}

export interface ShownRecipient {
  position: number;
  to: string;
  state: string;
  messageId: string | null;
  tries: number;
  correlationId: string;
  userErrors: { code: string }[];
}

interface RecipientPage {
  broadcast: {
    recipients: {
      nodes: ShownRecipient[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  };
}

export interface Uploaded {
  status: number;
  body: { id?: string; recipients?: number; error?: object };
}

type Headers = Record<string, string>;

/** A front end that sends broadcasts. Its gateway may be another one after a restart. */
export class BroadcastClient {
  constructor(
    public url: string,
    private readonly headers: Headers = {},
  ) {}

  async start(input: object): Promise<Started> {
    const { data, errors } = await ask<{ startBroadcast: Started }>(this.url, START, { input }, this.headers);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.startBroadcast;
  }

  /** Starts one that is expected to be good; its id. */
  async begin(input: object): Promise<string> {
    const { broadcast, userErrors } = await this.start(input);
    if (!broadcast) throw new Error(JSON.stringify(userErrors));
    return broadcast.id;
  }

  async shown(id: string): Promise<ShownBroadcast> {
    const { data } = await ask<{ broadcast: ShownBroadcast }>(this.url, BROADCAST, { id }, this.headers);
    return data.broadcast;
  }

  async ended(id: string): Promise<void> {
    await until(async () => (await this.shown(id)).state === 'COMPLETED');
  }

  async recipients(id: string, states?: string[]): Promise<ShownRecipient[]> {
    const all: ShownRecipient[] = [];
    for (let after: string | null = null, isMore = true; isMore; ) {
      const variables = { id, after, states };
      const page: { data: RecipientPage } = await ask(this.url, RECIPIENTS, variables, this.headers);
      const { nodes, pageInfo } = page.data.broadcast.recipients;
      all.push(...nodes);
      isMore = pageInfo.hasNextPage;
      after = pageInfo.endCursor;
    }
    return all;
  }

  steer(what: 'pause' | 'resume' | 'cancel', id: string) {
    const source = `mutation ($id: ID!) { ${what}Broadcast(input: { id: $id }) { broadcast { state } userErrors { code } } }`;
    return ask(this.url, source, { id }, this.headers);
  }

  async upload(body: string, type: string, headers: Headers = this.headers): Promise<Uploaded> {
    const response = await request(`${this.url}/broadcasts/recipients`, {
      method: 'POST',
      headers: { 'content-type': type, ...headers },
      body,
    });
    return { status: response.statusCode, body: (await response.body.json()) as Uploaded['body'] };
  }

  /** Uploads a list that is expected to be good; its id. */
  async listOf(recipients: object[]): Promise<string> {
    const lines = recipients.map((recipient) => JSON.stringify(recipient)).join('\n');
    const { status, body } = await this.upload(lines, 'application/x-ndjson');
    if (status !== 201 || body.id === undefined) throw new Error(JSON.stringify(body));
    return body.id;
  }
}

export const phone = (index: number) => `+1631555${String(index).padStart(5, '0')}`;

/** A broadcast of a text with two places for what is particular. */
export const text = (more: object = {}) => ({
  phoneNumberId: NUMBER,
  content: { text: { body: 'Hello {{name}}, {{ code }} is yours.' } },
  ...more,
});

/** Recipients for it. */
export const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    to: phone(index),
    parameters: [
      { name: 'name', value: `Person ${index}` },
      { name: 'code', value: `C${index}` },
    ],
  }));
