import { describe, expect, it } from 'vitest';
import { trialOf } from '../../../models/journeys/trial.ts';
import { APPLIED, hour, into, sketchJourney } from './sketch-journey.ts';

const beganAfter = (applications: number[], door = [into(30)], paidAt: number | null = null) =>
  (trialOf(sketchJourney(door, { applications, paidAt })).registeredAt - APPLIED) / 3600;

it('lasts 72 hours, or until the payment', () => {
  expect(trialOf(sketchJourney())).toEqual({
    registeredAt: APPLIED,
    endsAt: hour(72),
    useEndsAt: hour(72),
  });
  expect(trialOf(sketchJourney([], { paidAt: hour(5) })).useEndsAt).toBe(hour(5));
});

describe('of two applications', () => {
  it('the latest counts while none has been used', () => {
    expect(beganAfter([APPLIED, hour(20)], [])).toBe(20);
    expect(beganAfter([APPLIED, hour(20)])).toBe(20);
  });
  it('the one that was used counts', () => {
    expect(beganAfter([APPLIED, hour(40)])).toBe(0);
    expect(beganAfter([APPLIED, hour(40)], [], hour(10))).toBe(0);
  });
  it('a visit after 72 hours is no use of the first', () => {
    expect(beganAfter([APPLIED, hour(100)], [into(80)])).toBe(100);
  });
});
