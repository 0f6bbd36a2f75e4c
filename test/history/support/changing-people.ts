interface Ids {
  userId: string;
  waId: string;
  parentUserId: string;
  since: number;
}

export type Named = Partial<Omit<Ids, 'since'>>;

/** People who get other user ids and numbers; of several worlds none has an id of another's. */
export class ChangingPeople {
  /** Everything that they were ever known by. */
  readonly known = new Set<string>();
  readonly #people: Ids[][];

  constructor(
    private readonly world: number,
    count: number,
  ) {
    this.#people = Array.from({ length: count }, (_, person) => [this.#idsOf(person, 0)]);
  }

  /** What somebody was known by at a time. */
  current(person: number, at: number): Ids {
    return this.#people[person]?.findLast(({ since }) => since <= at) ?? this.#idsOf(person, 0);
  }

  /** The same, as far as it is told. */
  named(person: number, names: string, at: number): Named {
    const { since: _since, ...ids } = this.current(person, at);
    return Object.fromEntries(
      Object.entries(ids).filter(([key]) => names === 'all' || names.split(' ').includes(key)),
    );
  }

  /** Gives somebody another user id, or another number, which brings another user id too. */
  move(person: number, at: number, what: 'number' | 'userId'): Ids {
    const before = this.current(person, at);
    const fresh = this.#idsOf(person, this.#people[person]?.length ?? 0);
    const waId = what === 'number' ? (this.#givenUp(person) ?? fresh.waId) : before.waId;
    const after = { ...fresh, waId, since: at };
    this.#people[person]?.push(after);
    return after;
  }

  /** A number that somebody else had: the next owner is another person. */
  #givenUp(person: number): string | undefined {
    const former = this.#people.flatMap((ids, other) =>
      other === person ? [] : ids.slice(0, -1).map(({ waId }) => waId),
    );
    return former.findLast((waId) => !this.#people.some((ids) => ids.at(-1)?.waId === waId));
  }

  #idsOf(person: number, version: number): Ids {
    const ids = {
      userId: `US.${this.world}x${person}x${version}`,
      waId: `1650${this.world}${person}${version}`,
      parentUserId: `US.ENT.${this.world}x${person}`,
    };
    for (const id of Object.values(ids)) this.known.add(id);
    return { ...ids, since: 0 };
  }
}
