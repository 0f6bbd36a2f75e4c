import { DatabaseFactBook } from '../../src/domains/limits/database-fact-book';
import type { SavedAccount } from '../../src/limits/fact-book';
import { type Database, openDatabase } from '../../src/store/database';
import { onEachDatabase } from '../support/databases';

onEachDatabase('what is known of accounts', (newDatabase) => {
  let database: Database;

  beforeEach(async () => {
    database = await openDatabase(await newDatabase());
  });
  afterEach(() => database.close());

  test('what was written last is there, limit or none', async () => {
    const book = new DatabaseFactBook(database);
    const account: SavedAccount = {
      accountId: '7',
      isActive: false,
      portfolioId: '700',
      messagingLimit: Number.POSITIVE_INFINITY,
      numbers: [{ id: '71', level: 'coexistence' }],
    };
    const other = { ...account, accountId: '8', isActive: true, messagingLimit: undefined, numbers: [] };
    await book.keep({ ...account, messagingLimit: 250 });
    await book.keep(account);
    await book.keep(other);
    const known = await new DatabaseFactBook(database).load();
    known.sort((one, next) => (one.accountId < next.accountId ? -1 : 1));
    expect(known).toEqual([account, other]);
  });
});
