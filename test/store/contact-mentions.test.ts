import { openDatabase } from '../../src/store/database';
import { ACCOUNT, PHONE_NUMBER } from '../events/support/bodies';
import { histories } from '../history/support/open-history';
import { onEachDatabase } from '../support/databases';

onEachDatabase('a database of before it was kept which account knows what of people', (newDatabase) => {
  const openHistory = histories(newDatabase);

  it('has it from the messages of customers where the events are deleted', async () => {
    const url = await newDatabase();
    const old = await openDatabase(url);
    const payload = JSON.stringify({ from: '16505551234', from_user_id: 'US.0' });
    const run = (sql: string, ...row: (string | number)[]) => old.write([{ sql, rows: [row] }]);
    await run('DROP TABLE contact_mentions');
    await run("DELETE FROM schema_migrations WHERE name = '0013-contact-mentions'");
    await run(
      "INSERT INTO contacts (id, user_id, wa_id, name, seen_at) VALUES (1, 'US.1', '16505551234', 'Ann', 5)",
    );
    await run(
      `INSERT INTO messages (id, direction, account_id, phone_number_id, peer, contact_id, type, payload, occurred_at, is_dated, status)
       VALUES ('m1', 'INBOUND', ?, ?, 'contact:1', 1, 'text', ?, 5, 1, 'RECEIVED')`,
      ACCOUNT,
      PHONE_NUMBER,
      payload,
    );
    await run(
      "INSERT INTO conversations (phone_number_id, peer, contact_id, account_id, last_message_at) VALUES (?, 'contact:1', 1, ?, 5)",
      PHONE_NUMBER,
      ACCOUNT,
    );
    await old.close();

    const { history } = await openHistory(url);
    const contact = { key: '16505551234', waId: '16505551234' };
    expect(await history.asKnownTo(new Set([ACCOUNT])).contact('16505551234')).toEqual(contact);
    const strangers = history.asKnownTo(new Set(['1']));
    expect(await strangers.contact('16505551234')).toBeUndefined();
    // Whose account may see the conversation is another question: it has an id of its own then.
    const { items } = await strangers.conversations(PHONE_NUMBER, { first: 1 });
    const [unknown] = items.map(({ node }) => node);
    expect(unknown).toMatchObject({ id: `${PHONE_NUMBER}:contact:1` });
    expect(unknown).not.toHaveProperty('contact');
    expect(await strangers.conversation(unknown?.id ?? '')).toEqual(unknown);
  });
});
