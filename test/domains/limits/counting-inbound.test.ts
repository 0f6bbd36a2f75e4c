import { countingInbound } from '../../../src/domains/limits/counting-inbound';
import { DeliveryLog } from '../../../src/events/deliveries/delivery-log';
import { DeliveryNotes } from '../../../src/events/deliveries/delivery-notes';
import { createReceiver } from '../../../src/events/receiver';
import { signatureOf } from '../../../src/events/signature';
import { LimitsGate } from '../../../src/limits/limits-gate';
import { bodyOf, messagesValue, PHONE_NUMBER, statusOf, textMessage } from '../../events/support/bodies';
import { logs } from '../../events/support/open-log';
import { ManualClock } from '../../limits/support/manual-clock';
import { onEachDatabase } from '../../support/databases';

const SECRET = 'shh';

onEachDatabase('what customers write', (newDatabase) => {
  const openLog = logs(newDatabase);

  /** Takes webhooks, and tells how many messages each of them took of the number's throughput. */
  const open = async () => {
    const { log, database } = await openLog();
    const clock = new ManualClock();
    const gate = new LimitsGate({ now: clock.now, codeOf: () => undefined, isUndone: () => false });
    const deliveries = new DeliveryLog(database, new DeliveryNotes(database), log.identity);
    const lookups: Promise<unknown>[] = [];
    const places = (ids: readonly string[]) => {
      const found = deliveries.places(ids);
      lookups.push(found);
      return found;
    };
    // In the place of the shared store: what is asked is only whether there is one.
    const receiver = createReceiver({
      log: countingInbound(log, { gate, shared: {} }, { places }),
      secrets: [SECRET],
    });
    const send = { method: 'POST', path: `${PHONE_NUMBER}/messages`, body: { status: undefined } } as const;
    const passAtOnce = () => {
      let passed = 0;
      while (gate.limiter.take(gate.charges.of(send))) passed += 1;
      return passed;
    };
    const whereNobodyWrites = passAtOnce();
    return async (messages: string[], statuses: string[] = []) => {
      // What was sent and received before is forgotten.
      clock.advance(10_000);
      const body = bodyOf(
        'messages',
        messagesValue({
          messages: messages.map((id) => textMessage(id)),
          statuses: statuses.map((id) => statusOf(id, 'sent')),
        }),
      );
      await receiver.receive(body, signatureOf(body, SECRET));
      // What is looked up in the database after the answer.
      await Promise.all(lookups.splice(0));
      await new Promise(setImmediate);
      return whereNobodyWrites - passAtOnce();
    };
  };

  it('takes of the throughput of the number', async () => {
    const receive = await open();
    expect(await receive(['a', 'b', 'c'], ['d'])).toBe(3);
    expect(await receive([], ['e', 'f'])).toBe(0);
  });

  it('takes of it once, however often Meta repeats it, and in which company', async () => {
    const receive = await open();
    expect(await receive(['a', 'b', 'c'])).toBe(3);
    expect(await receive(['a', 'b', 'c'])).toBe(0);
    expect(await receive(['a', 'b', 'c', 'd'])).toBe(1);
    expect(await receive(['a', 'e', 'e', 'f'], ['g'])).toBe(2);
    expect(await receive(['a', 'f'], ['g', 'h'])).toBe(0);
  });
});
