import { GraphFaults } from './behaviour/graph-faults';
import { type Clock, firstSerial, MovableClock, systemClock } from './clock';
import { SEED_APP, seed as seedWorld } from './data/seed';
import { describe, type SandboxDescription } from './description';
import { GraphApi } from './http/graph-api';
import type { Interceptor } from './http/graph-request';
import { addMediaDownload } from './http/media-download';
import { addSandboxRoutes } from './http/sandbox-routes';
import { createServer } from './http/server';
import { createLimits, type LimitsChange } from './meta-limits/limits';
import { World } from './model/world';
import { Random } from './random';
import { Scheduler } from './simulation/scheduler';
import { type StatusDelays, WhatsApp } from './simulation/whatsapp';
import { Announcer } from './webhooks/announcer';
import { Outbox } from './webhooks/outbox';
import { REDELIVERY_DELAYS_MS, WebhookPoster } from './webhooks/poster';

export interface SandboxOptions {
  /** 0 (the default): any free port. */
  port?: number;
  host?: string;
  /** Where webhooks go. */
  webhookUrl?: string;
  /** Told of every webhook, delivered or not. */
  logger?: (line: string) => void;
  /** The same seed makes the same ids and the same customers' moods. */
  seed?: number;
  /** Milliseconds from an accepted send to each of its statuses. */
  statusDelaysMs?: { sent: number; delivered: number; read: number };
  /** How many of the messages are answered, 0 to 1. */
  replyProbability?: number;
  /** Pauses before a webhook that was not answered with 200 is posted again; after the last it is given up. */
  redeliveryDelaysMs?: readonly number[];
  /** Nodes in one answer above which Meta's "reduce the amount of data" is answered. Default 5,000. */
  maximumObjects?: number;
  clock?: Clock;
  /** Changes to Meta's limits, as `POST /sandbox/limits` takes them: `{ all: 'off' }`. */
  limits?: LimitsChange;
  /** What stands before the Graph API: limits, faults, recordings. The first sees a call first. */
  interceptors?: readonly Interceptor[];
}

/** A running sandbox. */
export interface Sandbox {
  /** `http://host:port`, what `GRAPH_API_URL` should be. */
  readonly url: string;
  readonly port: number;
  /** As `GET /sandbox`. */
  description(): SandboxDescription;
  setWebhookUrl(url: string): void;
  close(): Promise<void>;
}

const DEFAULT_WEBHOOK_URL = 'http://127.0.0.1:4000/webhooks/whatsapp';
const DEFAULT_STATUS_DELAYS: StatusDelays = { sent: 200, delivered: 700, read: 2_000 };
const DEFAULT_MAXIMUM_OBJECTS = 5_000;

/** Starts a simulated Graph API with example data on a port of its own. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, seed = 1 } = options;
  const clock = new MovableClock(options.clock ?? systemClock);
  let webhookUrl = options.webhookUrl ?? DEFAULT_WEBHOOK_URL;
  const callbackUrl = (): string => webhookUrl;

  const random = new Random(seed);
  const world = new World(SEED_APP, random, clock);
  seedWorld(world);
  const limits = createLimits(clock);
  if (options.limits !== undefined) limits.change(options.limits);
  const scheduler = new Scheduler(clock);
  const poster = new WebhookPoster({
    appSecret: world.app.secret,
    scheduler,
    redeliveryDelaysMs: options.redeliveryDelaysMs ?? REDELIVERY_DELAYS_MS,
    log: options.logger ?? (() => undefined),
    faultOf: () => outbox.attemptFault(),
  });
  const outbox: Outbox = new Outbox({
    random,
    scheduler,
    post: (url, bytes, label) => poster.post(url, bytes, label),
  });
  const announcer = new Announcer({ world, clock, outbox, callbackUrl });
  const faults = new GraphFaults();
  const whatsApp = new WhatsApp({
    world,
    clock,
    random,
    limits,
    scheduler,
    announcer,
    statusDelaysMs: options.statusDelaysMs ?? DEFAULT_STATUS_DELAYS,
    replyProbability: options.replyProbability ?? 1 / 3,
  });
  const api = new GraphApi({
    world,
    clock,
    random,
    simulation: whatsApp,
    limits,
    maximumObjects: options.maximumObjects ?? DEFAULT_MAXIMUM_OBJECTS,
    interceptors: [...(options.interceptors ?? []), faults.interceptor],
  });

  const server = createServer(api);
  addMediaDownload(server, world, clock);
  let url = '';
  let serial = firstSerial(clock);
  addSandboxRoutes(server, {
    tools: {
      world,
      random,
      scheduler,
      announcer,
      whatsApp,
      limits,
      serial: () => {
        serial += 1;
        return serial;
      },
      origin: () => url,
    },
    callbackUrl,
    outbox,
    faults,
    limits,
    clock,
    scheduler,
    idle: async () => {
      await outbox.idle();
      await poster.idle();
    },
  });
  url = await server.listen({ host, port });
  const address = server.server.address();

  return {
    url,
    port: typeof address === 'object' && address !== null ? address.port : port,
    description: () => describe(world, webhookUrl),
    setWebhookUrl: (next) => {
      webhookUrl = next;
    },
    close: async () => {
      scheduler.close();
      faults.release();
      await server.close();
      await poster.close();
    },
  };
}
