import { type Arrival, pairViolations, repeated, utilisation, worstSecond } from './arrivals';
import { MetaRecorder } from './meta-recorder';

const at = (latest: number, slack = 0, to = '1'): Arrival => ({
  phoneNumberId: 'number',
  to,
  text: `${to} at ${latest}`,
  earliest: latest - slack,
  latest,
});

describe('what a recording tells', () => {
  it('is how many came in the worst second: what came a second later is in the next', () => {
    expect(worstSecond([at(0), at(10), at(999), at(1_000), at(1_005)])).toBe(4);
    expect(worstSecond([at(0), at(1_000), at(2_000)])).toBe(1);
    expect(worstSecond([])).toBe(0);
  });

  it('counts only what certainly came within the second', () => {
    expect(worstSecond([at(0), at(990)])).toBe(2);
    expect(worstSecond([at(0, 20), at(990)])).toBe(1);
    expect(worstSecond([at(0), at(990, 20)])).toBe(2);
  });

  it('is what came to a person within the time that a burst had borrowed', () => {
    expect(pairViolations([at(0), at(100), at(12_000), at(18_000)])).toEqual([]);
    expect(pairViolations([at(0), at(100), at(11_999)])).toEqual([at(11_999)]);
    expect(pairViolations([at(0), at(6_000, 1)])).toEqual([]);
    const burst = Array.from({ length: 46 }, (_, index) => at(index));
    expect(pairViolations(burst)).toEqual([at(45)]);
    expect(pairViolations([at(0), at(100), at(9_000, 0, '2')])).toEqual([]);
  });

  it('is what came twice, and how much of the limit was used', () => {
    expect(repeated([at(0), at(1), at(0)])).toEqual(['1 at 0']);
    expect(utilisation([at(0), at(500), at(1_000)], 4)).toBe(0.5);
  });
});

describe('the recorder', () => {
  it('keeps the order, and knows the time to a few milliseconds', async () => {
    const recorder = await MetaRecorder.start();
    try {
      for (const to of ['+1 650 1', '+1 650 2', '+1 650 1']) {
        const body = JSON.stringify({ to, text: { body: `to ${to}` } });
        const answer = await fetch(`${recorder.url}/v23.0/number/messages`, { method: 'POST', body });
        expect(await answer.json()).toMatchObject({ messages: [{ id: expect.stringContaining('wamid.') }] });
      }
      const arrivals = await recorder.arrivals();
      expect(arrivals.map(({ to }) => to)).toEqual(['16501', '16502', '16501']);
      for (const { earliest, latest } of arrivals) expect(earliest).toBeLessThanOrEqual(latest);
    } finally {
      await recorder.stop();
    }
  });
});
