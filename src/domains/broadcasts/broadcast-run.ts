import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Presence } from '../../common/presence';
import type { Broadcast, BroadcastRecipient } from '../../outbox/broadcast';
import type { BroadcastWork } from '../../outbox/broadcast-work';
import type { Broadcasts } from '../../outbox/broadcasts';
import { onceBack } from '../../store/once-back';
import type { GatewayContext } from '../context';
import { NEVER_LEFT } from '../messages/send/never-left';
import type { SendResult } from '../messages/send/outgoing';
import { type BroadcastContent, isTemplateShared, unpack } from './content';
import { Rate } from './rate';
import { consequenceOf } from './refusals';
import { sendTo } from './send-to';

export interface BroadcastRunOptions {
  work: BroadcastWork;
  broadcasts: Broadcasts;
  /** The parts of the gateway for a message of a broadcast; it waits for limits for as long as there is a presence. */
  contextOf(presence: Presence): GatewayContext;
  onError(error: unknown): void;
}

/** Messages on their way at a time: at a second each, enough for the fastest number with an answer in 200 ms. */
const IN_HAND = 200;
const PAGE = 500;
/** How long nothing leaves after a refusal that is not one recipient's own; and how often it is looked whether more is due. */
const LONGEST_HOLD_MS = 30_000;
const LOOK_MS = 1_000;
const SOON_MS = 50;
/** When the first rate is told, and how often further ones. */
const FIRST_RATE_MS = 250;
const RATE_EVERY_MS = 1_000;
/** Another process has the row, or the broadcast no longer runs, so nothing leaves. */
class NotClaimedError extends Error {}

/** A broadcast that this process sends, until nothing is left or it is told to stop. */
export class BroadcastRun {
  readonly #inHand = new Set<number>();
  readonly #content: BroadcastContent;
  readonly #gone = new AbortController();
  readonly #rate = new Rate();
  #queue: BroadcastRecipient[] = [];
  #refilling: Promise<void> | undefined;
  #heldUntil = 0;
  #isExhausted = false;

  constructor(
    private readonly broadcast: Broadcast,
    private readonly options: BroadcastRunOptions,
  ) {
    this.#content = unpack(broadcast.content);
    setMaxListeners(0, this.#gone.signal);
  }

  /** Nothing more leaves; what is on its way is seen through. */
  stop(): void {
    this.#gone.abort();
  }

  /** Sends, until nothing is left or it was stopped. Never throws. */
  async run(): Promise<void> {
    const { work, onError } = this.options;
    const { id } = this.broadcast;
    const renew = () => void this.#renew().catch(onError);
    const living = setInterval(renew, Math.min(work.renewEveryMs, RATE_EVERY_MS)).unref();
    const first = setTimeout(renew, FIRST_RATE_MS).unref();
    try {
      await Promise.all(Array.from({ length: IN_HAND }, () => this.#work()));
      if (!this.#gone.signal.aborted) {
        await work.lose(id);
        await work.complete(id);
      }
    } catch (error) {
      onError(error);
    } finally {
      clearTimeout(first);
      clearInterval(living);
      await work.release(id).catch(onError);
    }
  }

  async #work(): Promise<void> {
    for (let next = await this.#next(); next; next = await this.#next()) {
      await this.#send(next);
      this.#inHand.delete(next.position);
    }
  }

  /** The next recipient that is due; undefined when there will be none. */
  async #next(): Promise<BroadcastRecipient | undefined> {
    const { signal } = this.#gone;
    while (!signal.aborted && !this.#isExhausted) {
      const heldMs = this.#heldUntil - Date.now();
      if (heldMs > 0) {
        await this.#pause(heldMs);
        continue;
      }
      const next = this.#queue.pop();
      if (next) {
        this.#inHand.add(next.position);
        return next;
      }
      this.#refilling ??= this.#refill().finally(() => {
        this.#refilling = undefined;
      });
      await this.#refilling;
    }
    return undefined;
  }

  async #refill(): Promise<void> {
    const { work, onError } = this.options;
    const { id } = this.broadcast;
    try {
      const due = await work.due(id, PAGE + this.#inHand.size);
      this.#queue = due.filter(({ position }) => !this.#inHand.has(position)).reverse();
      if (this.#queue.length > 0) return;
      const nextDueAt = await work.nextDueAt(id);
      if (this.#inHand.size > 0) await this.#pause(SOON_MS);
      else if (nextDueAt === undefined) this.#isExhausted = true;
      else await this.#pause(Math.min(Math.max(nextDueAt - Date.now(), SOON_MS), LOOK_MS));
    } catch (error) {
      onError(error);
      await this.#pause(LOOK_MS);
    }
  }

  async #send(recipient: BroadcastRecipient): Promise<void> {
    const { work, onError } = this.options;
    let claimed: BroadcastRecipient | undefined;
    let hasLeft = false;
    const beforeLeaving = async () => {
      if (claimed) return;
      claimed = this.#gone.signal.aborted ? undefined : await work.claim(recipient);
      if (!claimed) throw new NotClaimedError();
    };
    const onLeaving = () => {
      if (claimed) work.leaves(claimed);
      hasLeft = true;
    };
    try {
      const context = this.options.contextOf(this.#gone);
      const result = await sendTo(recipient, this.#content, context, { beforeLeaving, onLeaving });
      const back = claimed;
      if (back && result.state === 'UNKNOWN' && !hasLeft) await this.#stored(() => this.#putBack(back));
      else await this.#note(claimed ?? recipient, result, claimed !== undefined);
    } catch (error) {
      if (error instanceof NotClaimedError) return await this.#stopUnlessOurs();
      onError(error);
      this.#hold(LOOK_MS);
      await this.#stored(() => {
        if (!claimed) return work.unclaim(recipient);
        return hasLeft ? work.ended(claimed, 'UNKNOWN', []) : this.#putBack(claimed);
      }).catch(onError);
    }
  }

  /** Stores the outcome of a message, which only this process knows, however long the database is away. */
  #stored<T>(note: () => Promise<T>): Promise<T> {
    return onceBack(note, () => this.#gone.signal.aborted);
  }

  /** Puts a recipient back whose message failed before a byte left. */
  async #putBack(claimed: BroadcastRecipient): Promise<void> {
    await this.options.work.again(claimed, Date.now() + LOOK_MS, [NEVER_LEFT]);
  }

  async #note(recipient: BroadcastRecipient, result: SendResult, isClaimed: boolean): Promise<void> {
    const { work, broadcasts } = this.options;
    if (result.state === 'ACCEPTED') {
      this.#rate.count();
      return this.#stored(() => work.sent(recipient, result.message.id));
    }
    if (result.state === 'UNKNOWN')
      return this.#stored(() => work.ended(recipient, 'UNKNOWN', result.errors));
    // It was only waiting, so its row still says that it is to be sent.
    if (this.#gone.signal.aborted && !isClaimed) return;
    const consequence = consequenceOf(result.errors, recipient.tries, isTemplateShared(this.#content));
    if (consequence.what === 'fail')
      return this.#stored(() => work.ended(recipient, 'FAILED', result.errors));
    const inMs = consequence.what === 'again' ? consequence.inMs : 0;
    await this.#stored(() => work.again(recipient, Date.now() + inMs, result.errors));
    if (consequence.what === 'again') {
      if (consequence.isForAll) this.#hold(consequence.inMs);
      return;
    }
    await this.#stored(() => broadcasts.pause(recipient.broadcastId, result.errors));
    this.stop();
  }

  #hold(forMs: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, Date.now() + Math.min(forMs, LONGEST_HOLD_MS));
  }

  async #renew(): Promise<void> {
    await this.options.work.renew(this.broadcast.id, this.#rate.perMinute());
    await this.#stopUnlessOurs();
  }

  async #stopUnlessOurs(): Promise<void> {
    const { work, onError } = this.options;
    const isOurs = await work.isOurs(this.broadcast.id).catch((error: unknown) => {
      onError(error);
      return true;
    });
    if (!isOurs) this.stop();
  }

  async #pause(forMs: number): Promise<void> {
    await sleep(forMs, undefined, { signal: this.#gone.signal }).catch(() => undefined);
  }
}
