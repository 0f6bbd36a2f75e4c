import { SentMessages } from '../../src/history/sent-messages';
import { logs } from '../events/support/open-log';
import { onEachDatabase } from '../support/databases';
import { sentText } from './support/open-history';

onEachDatabase('what was sent', (newDatabase) => {
  const openLog = logs(newDatabase);

  it('is read from memory as from the database, whoever recorded it', async () => {
    const { database } = await openLog();
    const [sent, other] = [new SentMessages(database), new SentMessages(database)];
    await sent.record(sentText('m1'));
    const { person: _person, ...toGroup } = sentText('m2', {
      groupId: 'group',
      bizOpaqueCallbackData: 'own',
    });
    await sent.record(toGroup, '{"as":"given"}');
    await other.record(sentText('m3', { person: { userId: 'US.1' } }));
    await sent.record(sentText('m1', { type: 'again' }));
    await sent.record(sentText('m4'), undefined, 131_050);
    await sent.record(sentText('m5', { person: { waId: '' } }));
    const all = await new SentMessages(database).read(0, 10);
    expect(all.map(({ message, refusedWith }) => [message.id, message.type, refusedWith])).toEqual([
      ['m1', 'text', undefined],
      ['m2', 'text', undefined],
      ['m3', 'text', undefined],
      ['m4', 'text', 131_050],
      ['m5', 'text', undefined],
    ]);
    const readFrom = async (place: number) => {
      const wanted = all.filter(({ seq }) => seq > place);
      const found: typeof all = [];
      while (found.length < wanted.length) found.push(...(await sent.read(found.at(-1)?.seq ?? place, 10)));
      return found;
    };
    for (const { seq } of [{ seq: 0 }, ...all]) {
      expect(await readFrom(seq)).toEqual(all.filter((one) => one.seq > seq));
    }
    const last = all.at(-1)?.seq ?? 0;
    await database.close();
    expect(await sent.read(last - 1, 10)).toEqual(all.slice(-1));
  });
});
