import { describe, expect, it } from 'vitest';
import { type Experiment, LiftReading, readExperiment } from '../../../models/lift/read-experiment.ts';

const EXPERIMENT: Experiment = {
  action: 'C3a',
  outcome: 'paid',
  windowDays: 17,
  enrolDays: 91,
  round: 1,
  startedOn: '2021-01-01',
  treatment: { members: 900, ripe: 900, successes: 400 },
  holdout: { members: 100, ripe: 100, successes: 39 },
};
/** Enrols until 1 April; the window of the last customer is over when 18 April begins. */
const [BEFORE, AFTER] = ['2021-04-17', '2021-04-18'];
const read = (change: Partial<Experiment>, asOf = AFTER) =>
  LiftReading.parse(readExperiment({ ...EXPERIMENT, ...change }, asOf));

describe('readExperiment', () => {
  it("reads Newcombe's interval once the last window has closed", () => {
    const reading = read({});
    expect(reading).toMatchObject({
      ...{ state: 'closed', isFinal: true, closesOn: '2021-04-18', method: 'newcombe' },
      lift: expect.closeTo(400 / 900 - 0.39, 10),
    });
    // Newcombe's method 10 by hand: Wilson [.4123, .4771] and [.3002, .4880] around .4444 and .39.
    expect(reading.low).toBeCloseTo(-0.04867, 5);
    expect(reading.high).toBeCloseTo(0.15002, 5);
    expect(reading.detectable).toBeCloseTo(0.144, 3);
  });

  it('shows a confidence sequence before, which is wider', () => {
    const [early, late] = [read({}, BEFORE), read({})];
    expect(early).toMatchObject({ state: 'open', isFinal: false, method: 'confidence sequence' });
    expect(early.low).toBeLessThan(late.low!);
    expect(early.high).toBeGreaterThan(late.high!);
  });

  it('says nothing where no outcome is known of an arm', () => {
    const young = { members: 90, ripe: 0, successes: 0 };
    expect(read({ treatment: young, holdout: young }, BEFORE)).toMatchObject({
      ...{ state: 'open', lift: null, method: null, low: null, high: null },
    });
  });

  it('calls too few what ends with fewer than thirty in an arm, and shows no effect of it', () => {
    const few = { members: 29, ripe: 29, successes: 9 };
    expect(read({ holdout: few })).toMatchObject({ state: 'too few', isFinal: true, lift: null, low: null });
    expect(read({ holdout: few }, BEFORE).state).toBe('open');
    expect(read({ holdout: { members: 30, ripe: 30, successes: 9 } }).state).toBe('closed');
  });

  it('says that nobody was held out', () => {
    const nobody = { members: 0, ripe: 0, successes: 0 };
    expect(read({ holdout: nobody })).toMatchObject({ state: 'no holdout', lift: null });
    expect(read({ holdout: nobody }, BEFORE).state).toBe('no holdout');
    const treatment = { members: 8, ripe: 0, successes: 0 };
    expect(read({ treatment, holdout: nobody }, BEFORE).state).toBe('open');
  });
});
