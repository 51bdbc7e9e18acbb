import { expect, it } from 'vitest';
import { findPointUses } from '../../../report/find-point-uses.ts';
import { describePoints } from '../../../report/texts/describe-points.ts';
import { MIXED, makeVerdict } from '../trial-fixture.ts';

it('names the approved in one sentence, and says of each other why not and what then', () => {
  expect(describePoints(findPointUses(MIXED))).toEqual([
    'The models of 2 of 5 decision points were approved: registration and 3 h of stay.',
    'First visit: the model was held, as it did not pass the rule “Probabilities mean what they say”. Nobody is written to at this point.',
    '15 h of stay: too little data to judge a model, so that of 3 h of stay scored it, on what is known at this point.',
    'Last day: too little data to train a model, so that of 3 h of stay scored it, on what is known at this point.',
  ]);
});

it('says that nobody stands in where no point before has an approved model', () => {
  const gates = [makeVerdict('registration', 'INSUFFICIENT_DATA'), makeVerdict('first_visit', 'PROMOTED')];
  expect(describePoints(findPointUses(gates))[1]).toBe(
    'Registration: too little data to judge a model, and no point before it has an approved one. Nobody is written to at this point.',
  );
});

it('says it once where nothing is approved', () => {
  const gates = MIXED.map((verdict) =>
    verdict.verdict === 'PROMOTED' ? { ...verdict, verdict: 'HELD' as const } : verdict,
  );
  expect(describePoints(findPointUses(gates))).toEqual([
    'None of the 5 decision points has an approved model: held at registration, the first visit and 3 h of stay; too little data at 15 h of stay and the last day.',
  ]);
});

it('says once that nothing could be judged', () => {
  const gates = MIXED.map((verdict) => ({ ...verdict, verdict: 'INSUFFICIENT_DATA' as const, rules: [] }));
  expect(describePoints(findPointUses(gates))).toEqual([
    'No decision point could be judged: there is not enough history yet.',
  ]);
});
