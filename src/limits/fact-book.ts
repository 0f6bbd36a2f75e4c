import type { AccountFacts } from './facts';
import type { ThroughputLevel } from './policies/throughput';

/** What was known of an account, and of its numbers. */
export interface SavedAccount extends AccountFacts {
  accountId: string;
  numbers: readonly { id: string; level: ThroughputLevel }[];
}

/** Where what is known of accounts outlives the process, and reaches other replicas. */
export interface FactBook {
  load(): Promise<SavedAccount[]>;
  /** Writes it in the place of what was written of the account before. */
  keep(account: SavedAccount): Promise<void>;
}
