/** Positions of the entries whose key an earlier entry has already. */
export function repeated<T>(items: readonly T[], keyOf: (item: T) => unknown): number[] {
  const seen = new Set<unknown>();
  const positions: number[] = [];
  items.forEach((item, index) => {
    const key = keyOf(item);
    if (key === undefined || key === null) return;
    if (seen.has(key)) positions.push(index);
    else seen.add(key);
  });
  return positions;
}
