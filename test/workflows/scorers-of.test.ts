import { expect, it } from 'vitest';
import { DECISION_POINTS } from '../../models/contracts/decision-point.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import { scorersOf } from '../../workflows/scorers-of.ts';

const [first, second, third, fourth, fifth] = DECISION_POINTS as readonly [
  string,
  string,
  string,
  string,
  string,
];
/** Verdicts of the decision points in their order; a point without one was not trained. */
const judge = (...verdicts: (Verdict['verdict'] | undefined)[]) =>
  scorersOf(
    verdicts.flatMap((verdict, place) =>
      verdict === undefined
        ? []
        : [{ model: 'm', decision_point: DECISION_POINTS[place]!, verdict, rules: [] }],
    ),
  );

it('lets a promoted model score its own point', () => {
  expect(judge('PROMOTED', 'PROMOTED')).toEqual({ [first]: first, [second]: second });
});

it('lets the point before stand in where there was too little data, however far back', () => {
  expect(
    judge('PROMOTED', 'INSUFFICIENT_DATA', 'INSUFFICIENT_DATA', 'PROMOTED', 'INSUFFICIENT_DATA'),
  ).toEqual({
    [first]: first,
    [second]: first,
    [third]: first,
    [fourth]: fourth,
    [fifth]: fourth,
  });
});

it('replaces no held model, and passes over it', () => {
  expect(judge('PROMOTED', 'HELD', 'INSUFFICIENT_DATA')).toEqual({ [first]: first, [third]: first });
});

it('has no scorer where none was promoted before', () => {
  expect(judge('INSUFFICIENT_DATA', 'HELD')).toEqual({});
  expect(judge(undefined, 'PROMOTED')).toEqual({ [second]: second });
});
