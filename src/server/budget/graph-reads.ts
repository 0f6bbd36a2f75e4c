/** What one node of Graph's is asked: one request can hold each of its fields and edges with one set of arguments. */
export class Requests {
  private readonly asked = new Map<string, Map<string, number>>();

  /** @param below requests that what is selected below it takes */
  add(name: string, args: string, below: number): void {
    const sets = this.asked.get(name) ?? new Map<string, number>();
    sets.set(args, Math.max(below, sets.get(args) ?? 1));
    this.asked.set(name, sets);
  }

  /** How many requests it takes. */
  get count(): number {
    let count = 1;
    for (const sets of this.asked.values()) {
      let ofName = 0;
      for (const below of sets.values()) ofName += below;
      count = Math.max(count, ofName);
    }
    return count;
  }
}

/** Nodes that Graph gives in one request (`?ids=`). */
const IDS_OF_A_REQUEST = 50;
/** However many messages or events there are, they belong to a few of these. */
const OWNERS: ReadonlySet<string> = new Set(['WhatsAppBusinessAccount', 'PhoneNumber']);

/** The nodes that an operation reads, in which the same asked of several is one request. */
export class GraphReads {
  private readonly reads = new Map<string, { ids: number; requests: number }>();

  /**
   * @param asked tells apart what is asked of them
   * @param places so often it stands in the answer
   */
  add(typeName: string, asked: string, places: number, requests: number): void {
    const ids = OWNERS.has(typeName) ? Math.min(places, IDS_OF_A_REQUEST) : places;
    const key = `${typeName} ${asked}`;
    const read = this.reads.get(key) ?? { ids: 0, requests: 1 };
    // Of what type a node is has to be asked where it may be any.
    const ofType = typeName === 'Node' ? requests + 1 : requests;
    this.reads.set(key, { ids: read.ids + ids, requests: Math.max(read.requests, ofType) });
  }

  /** How many requests they take. */
  get calls(): number {
    let calls = 0;
    for (const { ids, requests } of this.reads.values())
      calls += requests * Math.ceil(ids / IDS_OF_A_REQUEST);
    return calls;
  }
}
