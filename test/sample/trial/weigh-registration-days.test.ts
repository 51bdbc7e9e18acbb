import { expect, test } from 'vitest';
import { weighRegistrationDays } from '../../../sample/trial/weigh-registration-days.ts';

test('three years before as-of, months in proportion to the printed registrants', () => {
  const { start, weights } = weighRegistrationDays('2022-01-01');
  expect(start).toBe('2019-01-01');
  expect(weights).toHaveLength(365 + 366 + 365);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const january = [0, 365, 731].flatMap((first) => weights.slice(first, first + 31));
  expect(sum(january) / sum(weights)).toBeCloseTo(717 / 9629, 6);
});

test('a Monday draws 2100 registrations where a Saturday draws 670', () => {
  const { weights } = weighRegistrationDays('2022-01-01');
  expect(weights[6]! / weights[4]!).toBeCloseTo(2100 / 670, 9); // 7 and 5 January 2019
});
