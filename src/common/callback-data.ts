import { randomBytes } from 'node:crypto';

/**
 * What Meta gives back with every status of a message, `biz_opaque_callback_data`, carries two things: an id by which
 * the gateway knows a message whose send it has no answer to, and what the caller gave, whose own it is.
 */
export interface CallbackData {
  /** The gateway's id of the send; undefined for messages that were sent without, or by others. */
  correlationId?: string;
  /** The caller's own text. */
  own?: string;
}

/** Meta's limit for both together. */
const MAX_CHARS = 512;
const PREFIX = 'gw1:';
const MAX_ID_CHARS = 23;
const CARRIED = /^gw1:([\w.-]{1,23}):([\s\S]*)$/;

/** Characters that are left for the caller's own text beside a correlation. */
export const MAX_OWN_CHARS = MAX_CHARS - PREFIX.length - MAX_ID_CHARS - 1;

/** Random enough that no other process has it: 15 characters. */
export const newProcessMark = (): string => randomBytes(11).toString('base64url');

/** The beginning of the ids of single sends by a process. */
export const beginningOf = (processMark: string): string => `s${processMark}`;

/** Makes ids of single sends, that nothing else has. */
export function correlationIds(processMark = newProcessMark()): () => string {
  const beginning = beginningOf(processMark);
  let sends = 0;
  return () => {
    sends += 1;
    return beginning + sends.toString(36);
  };
}

export const newCorrelationId = correlationIds();

/** Where a message belongs that is one of a broadcast's. */
export interface BroadcastPlace {
  broadcastId: string;
  /** Of its recipient, from 1. */
  position: number;
}

const BROADCAST_ID = /^(?!\d+$)[\w-]{16}$/;
const BROADCAST_PLACE = /^b([\w-]{16})\.([\da-z]{1,5})$/;

/** An id of a broadcast, that nothing else has. */
export function newBroadcastId(): string {
  return randomBytes(12).toString('base64url');
}

/** Whether an id has the form of a broadcast's. One of digits alone is Meta's: chance makes none in 10^13. */
export function isBroadcastId(id: string): boolean {
  return BROADCAST_ID.test(id);
}

/** The correlation id of a broadcast's message. */
export function broadcastCorrelationId({ broadcastId, position }: BroadcastPlace): string {
  return `b${broadcastId}.${position.toString(36)}`;
}

/** The other way round; undefined for the id of a single send. */
export function broadcastPlaceOf(correlationId: string): BroadcastPlace | undefined {
  const [, broadcastId, position] = BROADCAST_PLACE.exec(correlationId) ?? [];
  if (broadcastId === undefined || position === undefined) return undefined;
  return { broadcastId, position: Number.parseInt(position, 36) };
}

/** Both as Meta is given them. */
export function carriedCallbackData(correlationId: string, own: string | undefined): string {
  return `${PREFIX}${correlationId}:${own ?? ''}`;
}

/** Whether a caller's own text would be read as the gateway's: it has to be carried behind an id, as what it is. */
export function looksCarried(own: string): boolean {
  return CARRIED.test(own);
}

/** Takes apart what Meta gave back. Never throws; what others wrote is all their own. */
export function readCallbackData(text: string | undefined): CallbackData {
  if (text === undefined) return {};
  const [, correlationId, own] = CARRIED.exec(text) ?? [];
  if (correlationId === undefined) return { own: text };
  return { correlationId, ...(own && { own }) };
}
