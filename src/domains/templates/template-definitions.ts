import { setTimeout as sleep } from 'node:timers/promises';
import { type JsonObject, objectOf, objectsOf } from '../../common/json';
import { addAsk, type Expansion } from '../../graph/expansion';
import { faultOf } from '../../graph/faults';
import { type SendableTemplate, sendableTemplateOf } from './sendable-template';

/** What is known of a template that a message names. */
export type FoundTemplate =
  | { kind: 'found'; template: SendableTemplate; ageMs: number }
  /** There is none of this name in this language, and Meta said so. */
  | { kind: 'missing'; languages: string[]; ageMs: number }
  /** It could not be read, or not in time. */
  | { kind: 'unknown' };

export interface TemplateDefinitionsOptions {
  /** Reads an account. Not on behalf of one caller, since what is read serves all of them. */
  read: (accountId: string, ask: Expansion) => Promise<JsonObject>;
  /** How many names are kept, each with all its languages. */
  mostNames?: number;
  /** How long a definition is used, if no webhook reports a change before. */
  keepMs?: number;
  /** How long a send waits for a definition. The read goes on, for the next one. */
  patienceMs?: number;
  now?: () => number;
}

/** All languages of a name, as one request answers them. */
interface Languages {
  byCode: ReadonlyMap<string, SendableTemplate>;
  /** Whether these are all there are. */
  isComplete: boolean;
  readAt: number;
}

interface Entry {
  /** Undefined where the template could not be read. */
  languages: Languages | undefined;
  until: number;
}

const UNKNOWN: FoundTemplate = { kind: 'unknown' };
/** How long nobody tries again to read a template that could not be read. */
const FAILED_MS = 15_000;

/**
 * The definitions of templates that messages name. Each name is read from Graph once, with all its languages and
 * everything that sends need, whoever asks. A webhook that reports a change ends what is known of it at once.
 */
export class TemplateDefinitions {
  readonly #options: Required<TemplateDefinitionsOptions>;
  /** By account and name; the one used longest ago comes first. */
  readonly #entries = new Map<string, Entry>();
  readonly #reads = new Map<string, Promise<Entry>>();

  constructor(options: TemplateDefinitionsOptions) {
    this.#options = {
      mostNames: 1_000,
      keepMs: 3_600_000,
      patienceMs: 2_000,
      now: () => performance.now(),
      ...options,
    };
  }

  /** What is known of a template. With `maxAgeMs`, what was read longer ago is read anew. Never throws. */
  find(
    accountId: string,
    name: string,
    language: string,
    maxAgeMs = Number.POSITIVE_INFINITY,
  ): FoundTemplate | Promise<FoundTemplate> {
    const key = keyOf(accountId, name);
    const now = this.#options.now();
    const entry = this.#entries.get(key);
    if (entry && entry.until > now && (entry.languages?.readAt ?? now) >= now - maxAgeMs) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
      return this.#among(entry, language);
    }
    return this.#wait(this.#reads.get(key) ?? this.#read(key, accountId, name), language);
  }

  /** Something changed: the name, or all of the account's, is read anew when it is next asked for. */
  forget(accountId: string, name?: string): void {
    if (name !== undefined) {
      this.#entries.delete(keyOf(accountId, name));
      this.#reads.delete(keyOf(accountId, name));
      return;
    }
    for (const kept of [this.#entries, this.#reads]) {
      for (const key of kept.keys()) if (key.startsWith(`${accountId}/`)) kept.delete(key);
    }
  }

  async #wait(read: Promise<Entry>, language: string): Promise<FoundTemplate> {
    const impatient = new AbortController();
    const late = sleep(this.#options.patienceMs, undefined, { signal: impatient.signal, ref: false });
    const entry = await Promise.race([read, late.catch(() => undefined)]);
    impatient.abort();
    return entry ? this.#among(entry, language) : UNKNOWN;
  }

  /** What is read while a webhook tells of a change counts for those who wait, and is not kept. */
  #read(key: string, accountId: string, name: string): Promise<Entry> {
    const read: Promise<Entry> = this.#ask(accountId, name).then((entry) => {
      if (this.#reads.get(key) !== read) return entry;
      this.#reads.delete(key);
      this.#keep(key, entry);
      return entry;
    });
    this.#reads.set(key, read);
    return read;
  }

  async #ask(accountId: string, name: string): Promise<Entry> {
    const { read, now, keepMs } = this.#options;
    const readAt = now();
    try {
      const { ask, key } = languagesOf(name);
      const account = await read(accountId, ask);
      if (faultOf(account, key)) return { languages: undefined, until: now() + FAILED_MS };
      return { languages: languagesIn(objectOf(account[key]), name, readAt), until: now() + keepMs };
    } catch {
      return { languages: undefined, until: now() + FAILED_MS };
    }
  }

  #keep(key: string, entry: Entry): void {
    this.#entries.delete(key);
    if (this.#entries.size >= this.#options.mostNames) {
      for (const oldest of this.#entries.keys()) {
        this.#entries.delete(oldest);
        break;
      }
    }
    this.#entries.set(key, entry);
  }

  #among({ languages }: Entry, language: string): FoundTemplate {
    if (!languages) return UNKNOWN;
    const { byCode, isComplete, readAt } = languages;
    const ageMs = this.#options.now() - readAt;
    const template = byCode.get(codeOf(language));
    if (template) return { kind: 'found', template, ageMs };
    if (!isComplete) return UNKNOWN;
    return { kind: 'missing', languages: [...byCode.values()].map((one) => one.language), ageMs };
  }
}

const keyOf = (accountId: string, name: string) => `${accountId}/${name}`;

/** Whether Meta takes `en-us` for `en_US` it does not say: not to stop what it would take, it is the same here. */
const codeOf = (language: string) => language.toLowerCase().replaceAll('-', '_');

/** Graph also finds names that have this one in them, so there is room for them. */
const MOST = 100;

/** The one question that answers for all languages of a name. */
function languagesOf(name: string): { ask: Expansion; key: string } {
  const template: Expansion = new Map();
  for (const field of ['name', 'language', 'status', 'category', 'parameter_format', 'components']) {
    addAsk(template, field);
  }
  const suffix = `.limit(${MOST}).name(${JSON.stringify(name)})`;
  const ask: Expansion = new Map();
  addAsk(ask, 'message_templates', suffix, template);
  return { ask, key: `message_templates${suffix}` };
}

function languagesIn({ data, paging }: JsonObject, name: string, readAt: number): Languages {
  const templates = objectsOf(data)
    .map(sendableTemplateOf)
    .filter((template) => template?.name === name)
    .filter((template) => template !== undefined);
  return {
    byCode: new Map(templates.map((template) => [codeOf(template.language), template])),
    isComplete: objectOf(paging).next === undefined,
    readAt,
  };
}
