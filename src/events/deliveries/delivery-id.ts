import { randomInt } from 'node:crypto';

const PREFIX = 'whd_';
/** Digits and `a` to `v`: their order is that of the numbers. Short, since an id is written four times a webhook. */
const BASE = 32;
const TIME_DIGITS = 9;
const COUNT_DIGITS = 4;
const PROCESS = randomInt(BASE ** 6)
  .toString(BASE)
  .padStart(6, '0');
let count = 0;

/** An id that no other request has, in any process. Ids are in the order of time. */
export function newDeliveryId(receivedAt: number): string {
  count = (count + 1) % BASE ** COUNT_DIGITS;
  return `${firstDeliveryId(receivedAt)}${count.toString(BASE).padStart(COUNT_DIGITS, '0')}${PROCESS}`;
}

/** What every id of a request at or after the time is at or beyond, and every earlier one below. */
export function firstDeliveryId(receivedAt: number): string {
  return `${PREFIX}${Math.max(0, receivedAt).toString(BASE).padStart(TIME_DIGITS, '0')}`;
}

export function isDeliveryId(id: string): boolean {
  return id.startsWith(PREFIX);
}
