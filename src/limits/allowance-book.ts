/** What is written down of a key, or of one of its members; times are milliseconds since the epoch. */
export interface SavedAllowance {
  key: string;
  /** Who was counted, where each member has a row of its own; otherwise empty. */
  member: string;
  /** As `saveAllowance` wrote it: JSON. */
  state: string;
  /** From then on the row no longer matters. */
  keptUntil: number;
}

/** Keeps what was used of the limits when the process ends. */
export interface AllowanceBook {
  /** All rows that still matter. */
  load(): Promise<SavedAllowance[]>;
  /** Writes rows in place of those with the same name. They survive a crash once this resolves. */
  keep(rows: readonly SavedAllowance[]): Promise<void>;
  /** The same without waiting: written when it returns. Absent where writing takes time. */
  keepNow?(rows: readonly SavedAllowance[]): void;
  /** Deletes rows that no longer matter. */
  forget(): Promise<void>;
}

/** The name of a row: a book has one row for each. */
export function nameOf({ key, member }: Pick<SavedAllowance, 'key' | 'member'>): string {
  return member === '' ? key : `${key}\n${member}`;
}
