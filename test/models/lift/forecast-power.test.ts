import { describe, expect, it } from 'vitest';
import { describePower, forecastPower, weeksToDetect } from '../../../models/lift/forecast-power.ts';

/** 3,000 customers in ten weeks, of whom .39 pay within 17 days. */
const FLOW = { base: 0.39, perNight: 3_000 / 53, holdoutShare: 0.1, windowDays: 17 };

describe('forecastPower', () => {
  it('counts whose window has closed', () => {
    const [short, long] = forecastPower(FLOW, [2, 10]);
    expect(short).toEqual({ weeks: 2, customers: 0, effect: null });
    expect(long).toMatchObject({ weeks: 10, customers: 3_000 });
    expect(long?.effect).toBeCloseTo(0.0834, 4);
  });

  it('counts those eligible already once their window has closed', () => {
    const flow = { ...FLOW, enrolled: 3_000, perNight: 0 };
    const [before, after] = forecastPower(flow, [2, 3]);
    expect(before).toMatchObject({ customers: 0, effect: null });
    expect(after).toMatchObject({ weeks: 3, customers: 3_000 });
    expect(after?.effect).toBeCloseTo(0.0834, 4);
  });

  it('supposes the hardest rate where none is known', () => {
    const [known] = forecastPower({ ...FLOW, base: 0.39 }, [10]);
    const [unknown] = forecastPower({ ...FLOW, base: null }, [10]);
    const [half] = forecastPower({ ...FLOW, base: 0.5 }, [10]);
    expect(unknown).toEqual(half);
    expect(unknown?.effect).not.toBe(known?.effect);
  });
});

describe('weeksToDetect', () => {
  it('ends with the week in which the effect is found', () => {
    const weeks = weeksToDetect(FLOW, 0.05)!;
    const [before, after] = forecastPower(FLOW, [weeks - 1, weeks]);
    expect(before?.effect).toBeGreaterThan(0.05);
    expect(after?.effect).toBeLessThanOrEqual(0.05);
  });

  it('ends with the window where enough are eligible already', () => {
    expect(weeksToDetect({ ...FLOW, enrolled: 3_000, perNight: 0 }, 0.09)).toBe(3);
  });

  it('never ends with nobody new, nobody held out or an effect that cannot be', () => {
    expect(weeksToDetect({ ...FLOW, perNight: 0 }, 0.05)).toBeNull();
    expect(weeksToDetect({ ...FLOW, holdoutShare: 0 }, 0.05)).toBeNull();
    expect(weeksToDetect(FLOW, 0.7)).toBeNull();
  });
});

describe('describePower', () => {
  it('says what can be found by when', () => {
    expect(describePower(FLOW, [10])).toBe(
      'with 10 % held out and 56.6 customers a night you can detect ±8.3 points in 10 weeks',
    );
  });

  it('counts those so far apart', () => {
    expect(describePower({ ...FLOW, enrolled: 3_000, perNight: 0 }, [10])).toBe(
      'with 10 % held out, 3000 customers so far and no more a night you can detect ±8.3 points in 10 weeks',
    );
  });

  it('says that nothing can be found', () => {
    expect(describePower({ ...FLOW, holdoutShare: 0 })).toBe(
      'with nobody held out and 56.6 customers a night no effect can be detected',
    );
  });
});
