import type { Random } from '../random';

/** A message id as WhatsApp makes them: the other side's number and a serial, in base64. */
export function messageId(
  direction: 'sent' | 'received',
  party: string,
  serial: number | string,
  random: Random,
): string {
  const who = Buffer.from(party);
  const key = Buffer.from(random.hex(18, 'wamid', direction, serial));
  const bytes = Buffer.concat([
    Buffer.from([0x1d, 0x18, who.length]),
    who,
    Buffer.from([0x15, 0x02, 0x00, direction === 'sent' ? 0x11 : 0x12, 0x18, key.length]),
    key,
    Buffer.from([0x00]),
  ]);
  return `wamid.${bytes.toString('base64')}`;
}
