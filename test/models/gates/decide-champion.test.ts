import { describe, expect, it } from 'vitest';
import { type Champion, NO_CHAMPION } from '../../../models/contracts/champion.ts';
import { type ChampionContext, decideChampion } from '../../../models/gates/decide-champion.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import { type RuleOutcome, Verdict } from '../../../models/gates/verdict.ts';
import type { PairedDifference } from '../../../models/metrics/paired-bootstrap.ts';
import { artifact, VERDICT } from '../contracts/examples.ts';

const CHAMPION: Champion = {
  version: 3,
  name: 'lightgbm-boosting',
  recipe: null,
  candidateDigest: '3'.repeat(64),
  artifact: artifact('champion.json', '4'),
  trainedUntil: '2021-12-01',
  asOf: '2021-12-01',
  approvedUntil: null,
};
const FOUND = { ...NO_CHAMPION, before: CHAMPION, live: { version: 3, asOf: CHAMPION.asOf } };
const GATE: Verdict = { ...VERDICT, model: 'logistic-regression', decision_point: 'last_day' };
const rule = (name: string, pass: boolean): RuleOutcome => ({
  rule: name,
  value: 0.5,
  bound: 0.4,
  low: 0.3,
  high: 0.7,
  n: 9,
  pass,
});
const between = (low: number, high: number): PairedDifference => ({
  ...{ model: 0.5, reference: 0.5, difference: (low + high) / 2, low, high, lower: low, upper: high },
  ...{ rows: 900, groups: 900 },
});
const CUTS = [0.01, 0.02].map((lead) => ({
  from: '2021-06-01',
  rows: 200,
  model: 0.65 - lead,
  reference: 0.65,
}));
const PASSES = [rule('auc', true)];
const FAILS = [rule('auc', false)];
/** Against a champion that passes, neither surely better nor surely not worse. */
const CONTEXT: ChampionContext = {
  asOf: '2021-12-15',
  candidateDigest: 'a'.repeat(64),
  found: FOUND,
  showing: {
    basis: 'refit',
    quality: PASSES,
    logLoss: between(-0.01, 0.01),
    score: between(-0.05, 0.05),
  },
  refused: null,
  earlier: CUTS,
  policy: DEFAULT_POLICY,
};
const HELD: Verdict = { ...GATE, verdict: 'HELD', rules: FAILS };
const TOO_FEW: Verdict = { ...GATE, verdict: 'INSUFFICIENT_DATA', rules: [rule('enough-rows', false)] };
const decide = (gate: Verdict, change: Partial<ChampionContext> = {}) => {
  const decided = decideChampion(gate, { ...CONTEXT, ...change });
  expect(Verdict.parse(JSON.parse(JSON.stringify(decided)))).toEqual(decided);
  return decided;
};
const showing = (change: object) => ({ showing: { ...CONTEXT.showing!, ...change } });

describe('without a champion', () => {
  const none = { found: NO_CHAMPION, showing: null };

  it.each([
    ['passes its gate and was of use before', GATE, CUTS, 'PROMOTED', 'candidate'],
    [
      'was no better than the training rate at one earlier cut',
      GATE,
      [CUTS[0]!, { ...CUTS[1]!, model: 0.66 }],
      'HELD',
      null,
    ],
    ['has no rows before an earlier cut', GATE, [CUTS[0]!, { ...CUTS[1]!, model: null }], 'HELD', null],
    ['has one earlier cut only', GATE, [CUTS[0]!], 'HELD', null],
    ['fails its gate', HELD, CUTS, 'HELD', null],
    ['has too little data', TOO_FEW, CUTS, 'INSUFFICIENT_DATA', null],
  ] as const)('a candidate that %s', (_, gate, earlier, verdict, released) => {
    expect(decide(gate, { ...none, earlier: [...earlier] })).toMatchObject({ verdict, released });
  });

  it('shows the earlier cut where it did worst among the rules', () => {
    const outcome = decide(GATE, none).rules.at(-1);
    expect(outcome).toMatchObject({ rule: 'earlier-cuts', bound: 0, n: 400, pass: true });
    expect(outcome?.value).toBeCloseTo(-0.01, 12);
  });

  it('goes on as if there were none where the file of the champion is gone, and says so', () => {
    const refused = 'version 3: its file is gone';
    const found = { ...FOUND, before: null, refused };
    const verdict = decide(GATE, { ...none, found });
    expect(verdict).toMatchObject({ verdict: 'PROMOTED', released: 'candidate' });
    expect(verdict.reason).toContain(refused);
  });

  it('and where it reads features that are no longer there', () => {
    const verdict = decide(GATE, {
      showing: null,
      refused: 'it reads features that are no longer there: age',
    });
    expect(verdict).toMatchObject({ verdict: 'PROMOTED', comparison: { champion: null } });
    expect(verdict.reason).toContain('age');
  });
});

describe('against a champion', () => {
  it.each([
    ['is within the noise of it', GATE, {}, 'KEPT', 'champion'],
    ['is surely better', GATE, showing({ logLoss: between(-0.02, -0.001) }), 'PROMOTED', 'candidate'],
    [
      'is better by 95 % but not by 97.5 %',
      GATE,
      showing({ logLoss: { ...between(-0.02, 0.001), upper: -0.001 } }),
      'KEPT',
      'champion',
    ],
    [
      'is not worse, the champion being young',
      GATE,
      showing({ score: between(-0.009, 0.02) }),
      'KEPT',
      'champion',
    ],
    ['fails where it passes', HELD, {}, 'KEPT', 'champion'],
    ['passes where it no longer does', GATE, showing({ quality: FAILS }), 'PROMOTED', 'candidate'],
    ['fails as it does', HELD, showing({ quality: FAILS }), 'HELD', null],
    ['has too little data', TOO_FEW, {}, 'INSUFFICIENT_DATA', 'champion'],
    ['is the same', GATE, { candidateDigest: CHAMPION.candidateDigest }, 'KEPT', 'champion'],
    ['is the same, and fails now', HELD, { candidateDigest: CHAMPION.candidateDigest }, 'HELD', null],
  ] as const)('a candidate that %s', (_, gate, change, verdict, released) => {
    expect(decide(gate, change)).toMatchObject({
      verdict,
      released,
      comparison: { champion: { version: 3, model: 'lightgbm-boosting', asOf: '2021-12-01' } },
    });
  });

  it.each([
    ['2022-03-01', 'KEPT'],
    ['2022-03-02', 'PROMOTED'],
  ])('that is not worse and has learnt until 2021-12-01: on %s, %s', (asOf, verdict) => {
    const change = showing({ score: between(-0.01, 0.02) });
    expect(decide(GATE, { ...change, asOf }).verdict).toBe(verdict);
    expect(decide(GATE, { ...showing({ score: between(-0.011, 0.02) }), asOf }).verdict).toBe('KEPT');
  });

  it('shows what was asked', () => {
    expect(decide(GATE).comparison?.rules.map(({ rule: name, pass }) => [name, pass])).toEqual([
      ['better-than-champion', false],
      ['not-worse-than-champion', false],
      ['champion-age', false],
    ]);
  });

  it('cannot do without the comparison', () => {
    expect(() => decide(GATE, { showing: null })).toThrow('version 3');
  });
});

describe('a champion that a person approved', () => {
  const approved = (approvedUntil: string) => ({
    found: { ...FOUND, before: { ...CHAMPION, approvedUntil } },
    ...showing({ quality: FAILS }),
  });

  it('counts as passing until the day of its expiry, and not a day longer', () => {
    expect(decide(HELD, approved('2021-12-15'))).toMatchObject({ verdict: 'KEPT', released: 'champion' });
    expect(decide(HELD, approved('2021-12-14'))).toMatchObject({ verdict: 'HELD', released: null });
  });

  it('gives way once the day is over by the clock, whatever day the run is for, and says so', () => {
    const { found, ...rest } = approved('2021-12-20');
    const runOn = (on: string, gate = HELD) => decide(gate, { ...rest, found: { ...found, on } });
    expect(runOn('2021-12-20')).toMatchObject({ verdict: 'KEPT', released: 'champion' });
    const over = runOn('2021-12-21');
    expect(over).toMatchObject({ verdict: 'HELD', released: null });
    expect(over.reason).toContain('its approval ended on 2021-12-20');
    const undecided = runOn('2021-12-21', TOO_FEW);
    expect(undecided).toMatchObject({ verdict: 'INSUFFICIENT_DATA', released: null });
    expect(undecided.reason).toContain('its approval ended on 2021-12-20');
  });

  it('is released where tonight makes the same model, though its gate holds it', () => {
    const today = { ...CHAMPION, asOf: '2021-12-15', approvedUntil: '2022-01-15' };
    const found = { ...FOUND, today, live: { version: 4, asOf: today.asOf } };
    const verdict = decide(HELD, { found, candidateDigest: today.candidateDigest });
    expect(verdict).toMatchObject({ verdict: 'KEPT', released: 'champion' });
    expect(verdict.reason).toContain('approved until 2022-01-15');
  });
});

describe('another day', () => {
  const better = showing({ logLoss: between(-0.02, -0.001) });

  it('that was run before keeps its champion: the same data again, and other data', () => {
    const today = { ...CHAMPION, version: 4, asOf: '2021-12-15' };
    const found = { ...FOUND, today, live: { version: 4, asOf: today.asOf } };
    expect(decide(GATE, { ...better, found, candidateDigest: today.candidateDigest }).reason).toContain(
      'the champion already (version 4)',
    );
    expect(decide(GATE, { ...better, found })).toMatchObject({ verdict: 'KEPT', released: 'champion' });
  });

  it('that is backfilled never promotes, however good', () => {
    const live = { version: 9, asOf: '2021-12-20' };
    expect(decide(GATE, { ...better, found: { ...FOUND, live } })).toMatchObject({
      verdict: 'KEPT',
      released: 'champion',
      reason: expect.stringContaining('version 9'),
    });
    const first = { found: { ...NO_CHAMPION, live }, showing: null };
    expect(decide(GATE, first)).toMatchObject({ verdict: 'KEPT', released: 'candidate' });
    expect(decide(HELD, first)).toMatchObject({ verdict: 'HELD', released: null });
  });
});
