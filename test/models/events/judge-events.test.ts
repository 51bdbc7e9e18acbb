import { describe, expect, it } from 'vitest';
import { type EventRows, takeEventRows } from '../../../models/events/event-rows.ts';
import { countTied, explainDoubt, explainUnfittable } from '../../../models/events/judge-events.ts';
import { createMask } from '../../../models/matrix.ts';
import { AFFILIATES, plantEvents } from './planted-events.ts';

const events = plantEvents(400, 1);
const none = takeEventRows(events, []);
const withLabels = (labels: (row: number) => string[]): EventRows => ({
  ...events,
  next: createMask(
    AFFILIATES,
    events.customers.map((_, row) => labels(row)),
  ),
});

describe('rows that nothing can be fitted on', () => {
  const whole = { training: events, validation: events, test: events };
  it.each([
    ['few', { training: takeEventRows(events, [1, 2, 3]) }, '3 training rows (at least 40)'],
    [
      'of one class',
      { training: withLabels(() => ['A01']) },
      '1 next affiliate in the training rows (at least 2)',
    ],
    ['without validation', { validation: none }, 'no validation rows (at least 1)'],
    ['without a test', { test: none }, 'no test rows (at least 1)'],
  ])('%s', (_, change, reason) => {
    expect(explainUnfittable({ ...whole, ...change })).toBe(reason);
  });

  it('are not these', () => {
    expect(explainUnfittable(whole)).toBeNull();
  });
});

describe('figures that say little', () => {
  it('are of few rows, or of labels that are mostly tied', () => {
    const tied = withLabels((row) => (row % 2 === 0 ? ['A01', 'A02'] : ['B01']));
    expect(countTied(tied)).toBe(200);
    expect(explainDoubt(tied, { minRows: 500 })).toBe(
      '400 test rows (at least 500); 50 % of the labels are tied, so that any of several is right (at most 25 %)',
    );
  });

  it('are not these', () => {
    expect(explainDoubt(events, { minRows: 300 })).toBeNull();
  });
});
