import { isObject, type JsonObject, type JsonValue } from '../../../common/json';

/** The keys of an object that the schema knows; null where what is below a key is taken as it comes. */
export type KnownKeys = ReadonlyMap<string, KnownKeys | null>;

/** Known keys written down: a text is a list of leaves, separated by spaces. */
export interface KnownKeysSpec {
  readonly [key: string]: KnownKeysSpec | KnownKeys | null;
}

/** Makes known keys of leaves, and of objects or lists of objects. */
export function knownKeys(leaves: string, objects: KnownKeysSpec = {}): KnownKeys {
  const keys = new Map<string, KnownKeys | null>();
  for (const leaf of leaves.split(' ')) if (leaf !== '') keys.set(leaf, null);
  for (const [key, below] of Object.entries(objects)) {
    keys.set(key, below === null || below instanceof Map ? below : knownKeys('', below as KnownKeysSpec));
  }
  return keys;
}

/** How many unknown keys of one payload are told at most. */
const MAX_PATHS = 20;

/** Paths (`pricing.new_key`) of the keys that are not known; lists count as what is in them. */
export function unknownPaths(payload: JsonObject, known: KnownKeys): string[] {
  const paths: string[] = [];
  collect(payload, known, '', paths);
  return paths;
}

function collect(value: JsonValue | undefined, known: KnownKeys, prefix: string, paths: string[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, known, prefix, paths);
    return;
  }
  if (!isObject(value)) return;
  for (const key in value) {
    const below = known.get(key);
    if (below === null) continue;
    if (below !== undefined) collect(value[key], below, `${prefix}${key}.`, paths);
    else if (paths.length < MAX_PATHS && !paths.includes(prefix + key)) paths.push(prefix + key);
  }
}
