import { randomBytes } from 'node:crypto';

const PREFIX = 'whd_';
const PROCESS = randomBytes(5).toString('hex');
let count = 0;

/** An id that no other request has, in any process. Ids are in the order of time. */
export function newDeliveryId(receivedAt: number): string {
  count = (count + 1) % 0x1_00_00_00;
  return `${firstDeliveryId(receivedAt)}${count.toString(16).padStart(6, '0')}${PROCESS}`;
}

/** What every id of a request at or after the time is at or beyond, and every earlier one below. */
export function firstDeliveryId(receivedAt: number): string {
  return `${PREFIX}${Math.max(0, receivedAt).toString(16).padStart(12, '0')}`;
}

export function isDeliveryId(id: string): boolean {
  return id.startsWith(PREFIX);
}
