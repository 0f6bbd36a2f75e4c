/** News of messages or calls that a conversation's row has to take in. */
export interface Activity {
  phoneNumberId: string;
  peer: string;
  contactId: number | null;
  groupId: string | null;
  accountId: string | null;
  lastInboundAt: number | null;
  /** When the person last wrote or called. */
  windowOpenedAt: number | null;
  /** The same, but only counting what came while Meta still delivers webhooks of that time. */
  windowCertainAt: number | null;
  /** Until when a free entry point is open, as a status said. */
  entryPointUntil: number | null;
}

/** One activity for each conversation, of all that a batch brought. */
export class ActivityList {
  readonly #found = new Map<string, Activity>();

  get all(): Activity[] {
    return [...this.#found.values()];
  }

  add(activity: Activity): void {
    const key = `${activity.phoneNumberId} ${activity.peer}`;
    const known = this.#found.get(key);
    if (!known) {
      this.#found.set(key, { ...activity });
      return;
    }
    known.accountId = activity.accountId ?? known.accountId;
    known.lastInboundAt = latest(known.lastInboundAt, activity.lastInboundAt);
    known.windowOpenedAt = latest(known.windowOpenedAt, activity.windowOpenedAt);
    known.windowCertainAt = latest(known.windowCertainAt, activity.windowCertainAt);
    known.entryPointUntil = latest(known.entryPointUntil, activity.entryPointUntil);
  }
}

function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
