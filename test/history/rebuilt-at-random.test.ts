import fc from 'fast-check';
import type { HistoryReads } from '../../src/history/types';
import { onEachDatabase } from '../support/databases';
import { type Happening, happening, World } from './support/happenings';
import { histories, type OpenHistory } from './support/open-history';

/** Everything that a history tells of a world: to who may see all, and to who may see its first account alone. */
async function stateOf({ history }: OpenHistory, world: World): Promise<unknown> {
  const [first] = world.numbers;
  if (!first) throw new Error('no number');
  return [
    await told(history, world, world.numbers),
    await told(history.asKnownTo(new Set([first.account])), world, [first]),
  ];
}

async function told(history: HistoryReads, world: World, numbers: { id: string }[]): Promise<unknown> {
  const conversations = await Promise.all(
    numbers.map(async ({ id }) => {
      const { items } = await history.conversations(id, { first: 100 });
      return Promise.all(
        items.map(async ({ node }) => {
          const messages = await history.conversationMessages(node.id, { first: 100 });
          return { ...node, messages: messages.items.map((item) => item.node.id) };
        }),
      );
    }),
  );
  const people = [...world.people.known].map(async (id) => ({
    id,
    contact: await history.contact(id),
    optOuts: await history.marketingOptOuts(id),
  }));
  return {
    conversations: conversations.flat().sort((one, other) => (one.id < other.id ? -1 : 1)),
    people: await Promise.all(people),
    messages: await history.messages(world.messages.map(({ id }) => id)),
  };
}

const A_STATUS: Happening = {
  what: 'status',
  message: 0,
  person: 0,
  names: 'all',
  late: 0,
  status: 'sent',
  flag: false,
  isOdd: false,
  pauses: true,
};

onEachDatabase('a history that is made anew', (newDatabase) => {
  const openHistory = histories(newDatabase);

  it('is what it was, whatever came in whatever order, and however it was taken in', async () => {
    const opened = await openHistory();
    // There has to be an event that can have been deleted: no place that was deleted is ever given to another. It came
    // before all others, also by the gateway's clock.
    await new World(opened, 0).happen(A_STATUS);
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 15 }), async (all) => {
        runs += 1;
        const world = new World(opened, runs);
        for (const one of all) await world.happen(one);
        const live = await stateOf(opened, world);
        // Once events were deleted, what is left is applied over what is there. Whom a phone alone means is then decided
        // anew, by all that is known by now: another one, where something was said of a message that can't be.
        const isContradictory = all.some(({ isOdd }) => isOdd);
        for (const trimmedTo of isContradictory ? [0] : [0, 1]) {
          const sql = "UPDATE event_log_floor SET trimmed_to = ? WHERE name = 'events'";
          await opened.database.write([{ sql, rows: [[trimmedTo]] }]);
          await opened.history.rebuild();
          expect(await stateOf(opened, world)).toEqual(live);
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });
});
