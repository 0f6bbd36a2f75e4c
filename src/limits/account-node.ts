import { type JsonObject, type JsonValue, objectOf, objectsOf, textOf } from '../common/json';
import type { ThroughputLevel } from './policies/throughput';

/** How fast Meta lets a number send. */
export function levelOf(node: JsonObject): ThroughputLevel {
  // Numbers that are on the WhatsApp Business app as well have a throughput of their own, whatever the field says.
  if (node.is_on_biz_app === true && node.platform_type === 'CLOUD_API') return 'coexistence';
  return textOf(objectOf(node.throughput).level) === 'HIGH' ? 'high' : 'standard';
}

/** The numbers of an account's node. */
export function numbersOf(node: JsonObject): JsonObject[] {
  // What was asked with a limit stands under a key that says so; under the bare name nothing is left.
  const edge = Object.entries(node).find(([key, value]) => key.startsWith('phone_numbers') && value);
  return objectsOf(objectOf(edge?.[1]).data);
}

/** Numbers whose state Meta does not tell count as registered. */
export function isRegistered({ status }: JsonObject): boolean {
  return status === undefined || status === 'CONNECTED';
}

const TIERS: Readonly<Record<string, number>> = {
  TIER_50: 50,
  TIER_250: 250,
  TIER_1K: 1_000,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
  TIER_UNLIMITED: Number.POSITIVE_INFINITY,
};

/** A messaging limit as Meta writes it: `TIER_2K`, `2000`, or -1 for none. */
export function readMessagingLimit(value: JsonValue | undefined): number | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const number = TIERS[text] ?? Number(text);
  if (number === -1) return Number.POSITIVE_INFINITY;
  return number > 0 ? number : undefined;
}

/** A phone number without all that is no digit. */
export function digitsOf(phoneNumber: string | undefined): string | undefined {
  return phoneNumber?.replaceAll(/\D/g, '');
}
