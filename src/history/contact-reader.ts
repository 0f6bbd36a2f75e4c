import type { Database } from '../store/database';
import { oneOfNumbers, oneOfTexts } from '../store/one-of';
import type { ContactsTable } from '../store/schema';
import { isNamed, personAsSaid } from './contact-mentions';
import { contactRecord, personIn } from './records';
import type { ContactRecord } from './types';

/** A contact as it is shown, with the history's own number of it. */
export interface KnownContact {
  id: number;
  record: ContactRecord;
}

interface Shown extends KnownContact {
  seenAt: number;
}

/** How many ids a contact may have. */
const IDS = 3;

/**
 * Reads contacts: all that is known of them, or, for who may see some accounts only, what these have said. Then a contact of
 * whom they said nothing is none, and an id that they never named finds nobody.
 */
export class ContactReader {
  constructor(
    private readonly database: Database,
    private readonly accounts: ReadonlySet<string> | undefined,
  ) {}

  /** Contacts by their number. */
  async records(ids: readonly (number | null)[]): Promise<Map<number | null, ContactRecord>> {
    const wanted = [...new Set(ids)].filter((id) => id !== null);
    if (wanted.length === 0) return new Map();
    const { kysely, dialect } = this.database;
    const rows = await kysely
      .selectFrom('contacts')
      .selectAll()
      .where(oneOfNumbers(dialect, 'id', wanted))
      .execute();
    return new Map((await this.#shown(rows)).map(({ id, record }) => [id, record]));
  }

  /** Who has the identifier: as BSUID, as phone (of several the one seen last), as parent BSUID; then who had it. */
  async named(identifier: string): Promise<KnownContact[]> {
    const rows = await this.database.kysely
      .selectFrom('contacts')
      .selectAll()
      .where((where) =>
        where.or([
          where('user_id', '=', identifier),
          where('wa_id', '=', identifier),
          where('parent_user_id', '=', identifier),
          where('id', 'in', (former) =>
            former.selectFrom('former_ids').select('contact_id').where('identifier', '=', identifier),
          ),
        ]),
      )
      .execute();
    const standing = ({ userId, waId, parentUserId }: ContactRecord) => {
      const place = [userId, waId, parentUserId].indexOf(identifier);
      return place < 0 ? IDS : place;
    };
    return (await this.#shown(rows, identifier)).sort(
      (one, other) => standing(one.record) - standing(other.record) || other.seenAt - one.seenAt,
    );
  }

  async #shown(rows: readonly ContactsTable[], identifier?: string): Promise<Shown[]> {
    if (!this.accounts) {
      return rows.map((row) => ({
        id: row.id,
        record: contactRecord(row.id, personIn(row)),
        seenAt: row.seen_at,
      }));
    }
    if (rows.length === 0) return [];
    const { kysely, dialect } = this.database;
    const ids = rows.map(({ id }) => id);
    const mentions = await kysely
      .selectFrom('contact_mentions')
      .selectAll()
      .where(oneOfNumbers(dialect, 'contact_id', ids))
      .where(oneOfTexts(dialect, 'account_id', [...this.accounts]))
      .execute();
    return rows.flatMap(({ id }) => {
      const said = mentions.filter(({ contact_id: contact }) => contact === id);
      if (said.length === 0 || (identifier !== undefined && !isNamed(said, identifier))) return [];
      const seenAt = Math.max(...said.map(({ said_at: at }) => at));
      return [{ id, record: contactRecord(id, personAsSaid(said)), seenAt }];
    });
  }
}
