import { expect, it } from 'vitest';
import { DECISION_POINTS } from '../../models/contracts/decision-point.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import { findPointUses } from '../../report/find-point-uses.ts';
import { scorersOf } from '../../workflows/scorers-of.ts';
import { MIXED, makeVerdict } from './trial-fixture.ts';

const VERDICTS = ['PROMOTED', 'KEPT', 'HELD', 'INSUFFICIENT_DATA'] as const;

/** Every way in which five gates can decide. */
function listCases(): Verdict[][] {
  return DECISION_POINTS.reduce<Verdict[][]>(
    (cases, point) =>
      cases.flatMap((made) => VERDICTS.map((verdict) => [...made, makeVerdict(point, verdict, [])])),
    [[]],
  );
}

it('says of each point who scored it', () => {
  expect(findPointUses(MIXED).map(({ point, scorer }) => [point, scorer])).toEqual([
    ['registration', 'registration'],
    ['first_visit', null],
    ['stay_3h', 'stay_3h'],
    ['stay_15h', 'stay_3h'],
    ['last_day', 'stay_3h'],
  ]);
});

it('says what the workflow does, however the gates decide', () => {
  const cases = listCases();
  expect(cases).toHaveLength(4 ** 5);
  for (const gates of cases) {
    const told = findPointUses(gates).flatMap(({ point, scorer }) =>
      scorer === null ? [] : [[point, scorer]],
    );
    expect(Object.fromEntries(told)).toEqual(scorersOf(gates));
  }
});
