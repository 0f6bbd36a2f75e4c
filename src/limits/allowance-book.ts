/** What is written down of a key, or of one of its members; times are milliseconds since the epoch. */
export interface SavedAllowance {
  key: string;
  /** Who was counted, where each is kept by itself; else empty. */
  member: string;
  /** As `saveAllowance` wrote it: JSON. */
  state: string;
  /** From then on it says nothing any more. */
  keptUntil: number;
}

/** Where what was used of the limits outlives the process. */
export interface AllowanceBook {
  /** Everything that still says something. */
  load(): Promise<SavedAllowance[]>;
  /** Writes these in the place of what was written before. Outlives a crash once resolved. */
  keep(rows: readonly SavedAllowance[]): Promise<void>;
  /** The same, done when it returns; absent where writing takes time. */
  keepNow?(rows: readonly SavedAllowance[]): void;
  /** Deletes what says nothing any more. */
  forget(): Promise<void>;
}

/** Tells the rows of a book apart. */
export function nameOf({ key, member }: Pick<SavedAllowance, 'key' | 'member'>): string {
  return member === '' ? key : `${key}\n${member}`;
}
