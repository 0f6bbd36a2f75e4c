/** The headers that the headers editor holds. */
export type Headers = Readonly<Record<string, unknown>>;

type Listener = () => void;

/**
 * The last `Authorization` that was typed into a headers editor. GraphiQL keeps headers by tab; a key typed once
 * should do for the tabs whose headers editor is empty, and for the live events. Kept in memory only.
 */
let authorization: string | undefined;
const listeners = new Set<Listener>();

/** Headers of a request with lower-case names, as `connectionParams` wants them, and the key remembered or added. */
export function withAuthorization(headers: Headers | undefined): Record<string, unknown> {
  if (!headers) return authorization === undefined ? {} : { authorization };
  const named = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  if (typeof named.authorization === 'string') remember(named.authorization);
  return named;
}

/** The key as `useSyncExternalStore` reads it. */
export const currentAuthorization = (): string | undefined => authorization;

/** Calls back when the key changes. Returns the way to stop. */
export function onAuthorization(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function remember(value: string): void {
  if (value === authorization) return;
  authorization = value;
  for (const listener of listeners) listener();
}
