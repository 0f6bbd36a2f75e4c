/** Meta's dot arguments of a field or an edge, in the order they are written: `limit(10).after(X)`. */
export type EdgeArguments = Readonly<Record<string, string | undefined>>;

/** One field or edge that is asked for. */
export interface Ask {
  /** Meta's name. */
  name: string;
  /** The dot arguments as written, `""` for none: `.limit(10).after(X)`. */
  suffix: string;
  /** What is asked of the node or nodes behind it; absent for a plain value. */
  sub?: Expansion;
  /** What is behind it has no id to ask for (`whatsapp_business_profile`). */
  hasNoId?: boolean;
}

/**
 * What is asked of a node. The key is name and arguments together, so the same edge can stand twice with other
 * arguments; one request can hold only one of them (see `variantsOf`).
 */
export type Expansion = Map<string, Ask>;

/** Writes dot arguments the way Meta reads them. Undefined ones are left out. */
export function suffixOf(args: EdgeArguments | undefined): string {
  let text = '';
  if (args) {
    for (const name in args) {
      const value = args[name];
      if (value !== undefined) text += `.${name}(${value})`;
    }
  }
  return text;
}

/** Adds an ask to an expansion, merged with what is there under the same name and arguments. */
export function addAsk(
  expansion: Expansion,
  name: string,
  suffix = '',
  sub?: Expansion,
  hasNoId = false,
): void {
  const key = name + suffix;
  const present = expansion.get(key);
  if (!present) expansion.set(key, { name, suffix, ...(sub && { sub }), ...(hasNoId && { hasNoId }) });
  else if (sub) present.sub = present.sub ? mergeInto(present.sub, sub) : sub;
}

function mergeInto(target: Expansion, source: Expansion): Expansion {
  for (const ask of source.values()) addAsk(target, ask.name, ask.suffix, ask.sub, ask.hasNoId);
  return target;
}

const kinds = new WeakMap<Expansion, string>();

/** Says of what type the nodes are that an expansion is asked of. */
export function ofKind(expansion: Expansion, kind: string): Expansion {
  kinds.set(expansion, kind);
  return expansion;
}

/** The type of the nodes that an expansion is asked of; undefined where nobody said it. */
export function kindOf(expansion: Expansion): string | undefined {
  return kinds.get(expansion);
}

const unionsKnown = new WeakMap<Expansion, WeakMap<Expansion, Expansion>>();

/** What asks for all that either asks for; made once for two plans. */
export function unionOf(one: Expansion, other: Expansion): Expansion {
  if (one === other) return one;
  let known = unionsKnown.get(one);
  if (!known) {
    known = new WeakMap();
    unionsKnown.set(one, known);
  }
  let union = known.get(other);
  if (!union) {
    union = unite(one, other);
    const kind = kindOf(one);
    if (kind !== undefined) ofKind(union, kind);
    known.set(other, union);
  }
  return union;
}

/** Plans are cached: neither is changed. */
function unite(one: Expansion, other: Expansion): Expansion {
  const union: Expansion = new Map(one);
  for (const [key, ask] of other) {
    const present = union.get(key);
    if (!present?.sub) union.set(key, ask);
    else if (ask.sub) union.set(key, { ...present, sub: unite(present.sub, ask.sub) });
  }
  return union;
}

const fieldsKnown = new WeakMap<Expansion, string>();

/** The `fields` parameter that asks for an expansion, printed once. */
export function fieldsParameterOf(expansion: Expansion): string {
  let fields = fieldsKnown.get(expansion);
  if (fields === undefined) {
    fields = printExpansion(expansion);
    fieldsKnown.set(expansion, fields);
  }
  return fields;
}

/** The same for all reads that ask for the same of nodes of one kind. */
export function readKeyOf(expansion: Expansion, query?: Readonly<Record<string, string>>): string {
  const key = `${kindOf(expansion) ?? ''}?${fieldsParameterOf(expansion)}`;
  return query ? `${key}&${new URLSearchParams(query)}` : key;
}

/** Prints an expansion: `id,name,phone_numbers.limit(10){id,throughput}`. */
export function printExpansion(expansion: Expansion, hasNoId = false): string {
  const parts = hasNoId ? [] : ['id'];
  for (const { name, suffix, sub, hasNoId: subHasNoId } of expansion.values()) {
    if (name === 'id') continue;
    const below = sub && printExpansion(sub, subHasNoId);
    parts.push(below ? `${name}${suffix}{${below}}` : name + suffix);
  }
  return parts.join(',');
}

/** A plan is compiled once and used many times; so are the requests it takes. */
const variantsKnown = new WeakMap<Expansion, readonly Expansion[]>();

/**
 * Splits an expansion into the fewest that hold no name twice on a level. The first holds everything that fits;
 * each further one only what conflicted, below the same parents.
 */
export function variantsOf(expansion: Expansion): readonly Expansion[] {
  let variants = variantsKnown.get(expansion);
  if (!variants) {
    variants = splitIntoVariants(expansion);
    variantsKnown.set(expansion, variants);
  }
  return variants;
}

function splitIntoVariants(expansion: Expansion): Expansion[] {
  const variants: Expansion[] = [];
  const place = (level: number): Expansion => {
    const known = variants[level];
    if (known) return known;
    const fresh: Expansion = new Map();
    variants[level] = fresh;
    return fresh;
  };
  place(0);
  const uses = new Map<string, number>();
  for (const [key, ask] of expansion) {
    const offset = uses.get(ask.name) ?? 0;
    const subVariants = ask.sub ? splitIntoVariants(ask.sub) : [undefined];
    uses.set(ask.name, offset + subVariants.length);
    subVariants.forEach((sub, index) => {
      place(offset + index).set(key, sub ? { ...ask, sub } : ask);
    });
  }
  return variants;
}
