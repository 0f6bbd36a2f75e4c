/** What an API key may do. `*` in the configuration stands for all of them. */
export const SCOPES = ['accounts:read', 'accounts:manage', 'messages:send', 'events:subscribe'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who makes a request. */
export interface Caller {
  /** The key's name; `anonymous` on loopback without keys. */
  name: string;
  scopes: ReadonlySet<Scope>;
  /** WABA ids the caller is confined to; undefined: all. */
  accounts?: ReadonlySet<string>;
  /** When the caller has to prove anew who it is; absent: never. */
  expiresAt?: Date;
}
