import { expect, it } from 'vitest';
import { eventSecond, machineMillis, REAL_TIME } from '../../../models/journeys/clock.ts';

it('is the machine time of real events', () => {
  expect(eventSecond(REAL_TIME, 1_700_000_000_500)).toBe(1_700_000_000.5);
  expect(machineMillis(REAL_TIME, 1.5)).toBe(1500);
});

it('passes faster from a moment of its own', () => {
  const clock = { epoch: Date.UTC(2021, 11, 6), startedAt: 5_000, speed: 3600 };
  expect(eventSecond(clock, 5_000)).toBe(Date.UTC(2021, 11, 6) / 1000);
  expect(eventSecond(clock, 7_000)).toBe(Date.UTC(2021, 11, 6, 2) / 1000);
  expect(machineMillis(clock, 3600)).toBe(1000);
  expect(machineMillis(clock, -5)).toBe(0);
});
