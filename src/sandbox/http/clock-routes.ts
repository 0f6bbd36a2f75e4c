import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { MovableClock } from '../clock';
import type { Scheduler } from '../simulation/scheduler';
import { bodyOf, parseBody } from './sandbox-fault';

/** Ten years: further than anything that the sandbox plans. */
const FURTHEST_SECONDS = 10 * 366 * 86_400;

/** How long a receiver may keep the clock from going on, in real time. */
const SETTLE_MS = 1_000;

const EXAMPLE = { advanceSeconds: 86_400 };

export interface ClockRoutes {
  readonly clock: MovableClock;
  readonly scheduler: Scheduler;
  /** Resolves when no webhook is on its way. */
  readonly idle: () => Promise<void>;
}

function moveSchema(clock: MovableClock) {
  const furthest = clock.now() + FURTHEST_SECONDS * 1000;
  const now = z
    .union([z.iso.datetime({ offset: true }), z.int()])
    .transform((time) => (typeof time === 'number' ? time * 1000 : Date.parse(time)))
    .refine((time) => time >= clock.now(), { message: 'the clock goes forward only: name a later time' })
    .refine((time) => time <= furthest, { message: 'name a time within ten years' });
  const advanceSeconds = z.number().positive().max(FURTHEST_SECONDS);
  return z
    .strictObject({ now: now.optional(), advanceSeconds: advanceSeconds.optional() })
    .refine((move) => (move.now === undefined) !== (move.advanceSeconds === undefined), {
      message: 'exactly one of now (ISO 8601 or Unix seconds) and advanceSeconds is needed',
    });
}

/** A while at most: a receiver that hangs must not stop the time. */
async function settled(idle: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, SETTLE_MS);
  });
  await Promise.race([idle(), patience]);
  clearTimeout(timer);
}

/** `GET` and `POST /sandbox/clock`. */
export function addClockRoutes(server: FastifyInstance, { clock, scheduler, idle }: ClockRoutes): void {
  const state = () => ({
    now: new Date(clock.now()).toISOString(),
    movedBySeconds: Math.round(clock.movedBy / 1000),
    pending: scheduler.pending,
  });
  server.get('/sandbox/clock', state);
  server.post('/sandbox/clock', async (request) => {
    const move = parseBody(moveSchema(clock), bodyOf(request.body), EXAMPLE);
    const target = () => move.now ?? clock.now() + (move.advanceSeconds ?? 0) * 1000;
    const happened = await scheduler.moveTo(target, () => settled(idle));
    return { ...state(), happened };
  });
}
