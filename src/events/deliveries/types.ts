/** What became of a webhook request. */
export const DELIVERY_OUTCOMES = [
  'STORED',
  'MISSING_SIGNATURE',
  'WRONG_SIGNATURE',
  'TOO_LARGE',
  'MALFORMED',
  'FOREIGN',
  'UNAVAILABLE',
] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

/** The HTTP status that each outcome is answered with. */
export const DELIVERY_STATUS = {
  STORED: 200,
  MISSING_SIGNATURE: 401,
  WRONG_SIGNATURE: 401,
  TOO_LARGE: 413,
  MALFORMED: 400,
  FOREIGN: 400,
  UNAVAILABLE: 503,
} as const satisfies Record<DeliveryOutcome, number>;

/** One change of a webhook, and how many events it became. */
export interface DeliveredChange {
  field: string;
  accountId: string;
  events: number;
}

/** A webhook request whose body was read, before it is stored. */
export interface NewDelivery {
  id: string;
  receivedAt: number;
  /** Bytes of the body. */
  size: number;
  /** In the order of the body; their events follow one another. */
  changes: readonly DeliveredChange[];
}

/** A webhook request of which nothing was kept but this. */
export interface RefusedDelivery extends NewDelivery {
  outcome: Exclude<DeliveryOutcome, 'STORED'>;
}

/** What is known of a webhook once it is stored. */
export interface Receipt {
  newEvents: number;
  durationUs: number;
}

/** A stored webhook request. */
export interface DeliveryRecord {
  id: string;
  receivedAt: Date;
  outcome: DeliveryOutcome;
  size: number;
  changes: readonly DeliveredChange[];
  /** Ids of its events, in the order of the changes; the same one twice where the body had it twice. */
  eventIds: readonly string[];
  /** What was known after the commit; absent when the process ended before it was noted. */
  receipt?: Receipt;
}

/** Which requests are wanted; what is left out does not restrict. */
export interface DeliveryFilter {
  outcomes?: readonly DeliveryOutcome[];
  /** Requests with a change of one of these accounts. */
  accountIds?: readonly string[];
  /** Received at or after it. */
  since?: Date;
  /** Received before it. */
  until?: Date;
}

/** An event without what it says, and by which delivery the log learnt of it. */
export interface StoredPlace {
  id: string;
  seq: number;
  accountId: string;
  /** Characters of what it says. */
  size: number;
  deliveryId?: string;
}

/** An event of a delivery, without what it says. */
export interface DeliveredEvent extends Omit<StoredPlace, 'deliveryId'> {
  /** Whether the log learnt of it by this delivery. */
  isNew: boolean;
}
