import { RecentWindows } from '../../src/history/recent-windows';

const TO = { phoneNumberId: '1', identifier: '16505551234' };

describe('what was last found of a service window', () => {
  it('lets messages leave until an open window closes, whatever is heard meanwhile', () => {
    const recent = new RecentWindows();
    recent.keep(TO, { openUntil: 1_000 }, 7);
    expect(recent.letsLeave(TO, 7, 999)).toBe(true);
    expect(recent.letsLeave(TO, 8, 999)).toBe(true);
    expect(recent.letsLeave(TO, 7, 1_000)).toBe(false);
    expect(recent.letsLeave({ ...TO, phoneNumberId: '2' }, 7, 999)).toBe(false);
    expect(recent.letsLeave({ ...TO, identifier: 'US.1' }, 7, 999)).toBe(false);
  });

  it('lets messages leave to whom nobody knew until something is heard', () => {
    const recent = new RecentWindows();
    recent.keep(TO, 'UNKNOWN', 7);
    expect(recent.letsLeave(TO, 7, 999)).toBe(true);
    expect(recent.letsLeave(TO, 8, 999)).toBe(false);
    expect(recent.letsLeave(TO, undefined, 999)).toBe(false);
    recent.keep(TO, 'UNKNOWN', undefined);
    expect(recent.letsLeave(TO, undefined, 999)).toBe(false);
  });

  it('is no reason to refuse one', () => {
    const recent = new RecentWindows();
    recent.keep(TO, { closedAt: 500 }, 7);
    expect(recent.letsLeave(TO, 7, 999)).toBe(false);
  });
});
