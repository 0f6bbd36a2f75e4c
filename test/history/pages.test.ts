import { InvalidCursorError } from '../../src/events/cursor';
import type { Page, PageRequest } from '../../src/history/types';
import { PHONE_NUMBER, textMessage } from '../events/support/bodies';
import { onEachDatabase } from '../support/databases';
import { histories, sentText } from './support/open-history';

const COUNT = 11;

/** Every item of a list, read page by page. */
async function walk<T>(
  read: (page: PageRequest) => Promise<Page<T>>,
  size: number,
  direction: 'first' | 'last',
): Promise<T[]> {
  const found: T[] = [];
  let from: string | undefined;
  for (;;) {
    const page = await read(
      direction === 'first'
        ? { first: size, ...(from ? { after: from } : {}) }
        : { last: size, ...(from ? { before: from } : {}) },
    );
    const nodes = page.items.map(({ node }) => node);
    if (direction === 'first') found.push(...nodes);
    else found.unshift(...nodes);
    const isInside = from !== undefined;
    expect(direction === 'first' ? page.hasPreviousPage : page.hasNextPage).toBe(isInside);
    if (!(direction === 'first' ? page.hasNextPage : page.hasPreviousPage)) return found;
    expect(nodes).toHaveLength(size);
    from = page.items.at(direction === 'first' ? -1 : 0)?.cursor;
  }
}

onEachDatabase('pages', (newDatabase) => {
  const openHistory = histories(newDatabase);
  const open = async () => {
    const opened = await openHistory();
    // Several of the same second, so that a page may end between them.
    const at = (index: number) => ({ timestamp: `${1750000000 + Math.floor(index / 3)}` });
    const indexes = Array.from({ length: COUNT }, (_, index) => index);
    await opened.receive(
      ...indexes.map((index) => ({ messages: [textMessage(`a${index}`, { from: '1', ...at(index) })] })),
      ...indexes.map((index) => ({
        messages: [textMessage(`b${index}`, { from: `${100 + index}`, ...at(index) })],
      })),
    );
    const messages = (page: PageRequest) => opened.history.conversationMessages(`${PHONE_NUMBER}:1`, page);
    const conversations = (page: PageRequest) => opened.history.conversations(PHONE_NUMBER, page);
    return { ...opened, messages, conversationPages: conversations };
  };

  it.each([1, 2, 3, 5, 10, 11, 20])(
    'of %i show every message once, newest first, forward and backward',
    async (size) => {
      const { messages } = await open();
      const forward = await walk(messages, size, 'first');
      expect(new Set(forward.map(({ id }) => id)).size).toBe(COUNT);
      const times = forward.map(({ occurredAt }) => occurredAt.getTime());
      expect(times).toEqual([...times].sort((one, other) => other - one));
      expect(await walk(messages, size, 'last')).toEqual(forward);
    },
  );

  it.each([1, 4, 12])(
    'of %i show every conversation once, newest first, forward and backward',
    async (size) => {
      const { conversationPages } = await open();
      const forward = await walk(conversationPages, size, 'first');
      expect(new Set(forward.map(({ id }) => id)).size).toBe(COUNT + 1);
      const times = forward.map(({ lastMessageAt }) => lastMessageAt.getTime());
      expect(times).toEqual([...times].sort((one, other) => other - one));
      expect(await walk(conversationPages, size, 'last')).toEqual(forward);
    },
  );

  it('go on where they were when something new comes', async () => {
    const { messages, history } = await open();
    const first = await messages({ first: 4 });
    await history.recordSent(sentText('new', { person: { waId: '1' }, sentAt: new Date() }));
    const after = first.items.at(-1)?.cursor;
    const second = await messages({ first: 100, ...(after ? { after } : {}) });
    expect(first.items.length + second.items.length).toBe(COUNT);
    expect((await messages({ first: 1 })).items[0]?.node.id).toBe('new');
  });

  it('are refused for a cursor of another kind', async () => {
    const { messages, conversationPages } = await open();
    const [known] = (await messages({ first: 1 })).items;
    for (const after of [
      '',
      `${known?.cursor}=`,
      'abc',
      Buffer.from('event:1:1').toString('base64url'),
      Buffer.from('history:1:x:y').toString('base64url'),
      Buffer.from('history:2:x:y').toString('base64url'),
    ]) {
      await expect(messages({ first: 1, after })).rejects.toThrow(InvalidCursorError);
      await expect(conversationPages({ last: 1, before: after })).rejects.toThrow(InvalidCursorError);
    }
    // Of when messages of one second were in the order of their ids.
    const after = Buffer.from('history:1:1750000000000:a1').toString('base64url');
    await expect(messages({ first: 1, after })).rejects.toThrow(InvalidCursorError);
  });
});
