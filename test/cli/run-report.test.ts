import { expect, it } from 'vitest';
import { describeResult, toJsonResult } from '../../cli/run-report.ts';
import type { RunResult } from '../../models/contracts/run.ts';
import { DirectoryStore } from '../../platform/store/directory-store.ts';
import { RUN_RESULT } from '../models/contracts/examples.ts';
import { sketchStep } from './sketch-step.ts';

const RESULT: RunResult = {
  ...RUN_RESULT,
  metrics: {
    'next-affiliate': {
      hit_at_1: 0.31,
      hit_at_1_low: 0.29,
      hit_at_1_high: 0.33,
      hit_at_1_transitions: 0.27,
      hit_at_1_popularity: 0.22,
      macro_f1: null,
    },
  },
};
const STEPS = [
  sketchStep({ effect: 'external' }),
  sketchStep({ reused: true }),
  sketchStep({ reused: false }),
  sketchStep({ effect: 'decision' }),
];
const STORE = new DirectoryStore('/store');
const linesOf = (result: RunResult) => describeResult(result, STEPS, STORE).split('\n');

it('says what came of the run, what was reused, and where to look', () => {
  const lines = linesOf(RESULT);
  expect(lines).toContain(
    'PUBLISHED  affiliate-expansion/shop/2021-12-15  (version 3: 1100 strategies live)',
  );
  expect(lines).toContain('4 steps; 1 of 2 reusable ones were reused');
  expect(lines).toContain('strategies  /store/live');
  expect(lines).toContain('report      /store/reports/01909a2e.html');
});

it('leaves one line between paragraphs, however many have nothing to say', () => {
  const text = describeResult({ ...RESULT, outcome: 'DRY_RUN', gates: [], metrics: {} }, STEPS, STORE);
  expect(text).not.toContain('\n\n\n');
  expect(text.trim().split('\n\n')).toHaveLength(3);
});

it('says what changed for customers, and which sink has not got it', () => {
  const publication = {
    ...RUN_RESULT.publication!,
    sinks: [{ sink: 'files', state: 'failed' as const, rows: 0, location: '', error: 'no space left' }],
  };
  const text = describeResult({ ...RESULT, outcome: 'PARTIAL', publication }, STEPS, STORE);
  expect(text).toContain('Against version 2, 80 customers get another offer');
  expect(text).toContain('files has not got it: no space left (npx crosslift publications resume pub_1');
  expect(
    describeResult({ ...RESULT, publication: { ...publication, changed: false } }, STEPS, STORE),
  ).not.toContain('another offer');
});

it('puts the model beside its baselines', () => {
  const [head, first, , third] = linesOf(RESULT).slice(5);
  expect(head).toBe('test snapshot  model  95 % interval  transitions  popularity');
  expect(first).toBe('hit_at_1       0.310  0.290 – 0.330        0.270       0.220');
  expect(third).toBe('macro_f1           –                           –           –');
});

it('shows every rule of the gate with its bound', () => {
  const lines = linesOf(RESULT);
  const start = lines.findIndex((line) => line.startsWith('next-affiliate-net at next-affiliate: PROMOTED'));
  expect(lines[start + 1]).toMatch(/^ {2}enough-rows +900\.000 +300\.000 +– +– +900 {2}pass$/);
  expect(lines[start + 2]).toMatch(/^ {2}accuracy +0\.031 +0\.000 +0\.002 +0\.060 +240 {2}pass$/);
});

it('names the features for which a rule failed', () => {
  const [rule] = RUN_RESULT.gates[0]!.rules;
  const leak = { ...rule!, rule: 'point-in-time-delete', pass: false, columns: ['is_inside', 'visit_hour'] };
  const lines = linesOf({ ...RESULT, gates: [{ ...RUN_RESULT.gates[0]!, rules: [leak] }] });
  expect(lines.find((line) => line.includes('point-in-time-delete'))).toMatch(/ fail is_inside visit_hour$/);
});

it.each<[string, Partial<RunResult>, string]>([
  ['a dry run', { outcome: 'DRY_RUN', publication: null }, '(nothing published)'],
  [
    'what was live already',
    { publication: { ...RUN_RESULT.publication!, changed: false } },
    '(version 3 was live already: nothing new)',
  ],
])('says of %s: %#', (_, change, text) => {
  expect(describeResult({ ...RESULT, ...change }, STEPS, STORE)).toContain(text);
});

it('says why nothing was trained', () => {
  const untrained = { ...RESULT, outcome: 'INSUFFICIENT_DATA' as const, publication: null };
  expect(linesOf({ ...untrained, metrics: {} })).toContain(
    'too little history to learn from: nothing was trained',
  );
  const stale = 'visits has no event before the as-of';
  expect(linesOf({ ...untrained, metrics: { source: { stale } } })).toContain(
    `the source is too old to act on: ${stale}`,
  );
});

it('gives a program the result with absolute paths', () => {
  expect(toJsonResult(RUN_RESULT, new DirectoryStore('/mnt/store'))).toEqual({
    ...RUN_RESULT,
    artifacts: { strategies: '/mnt/store/artifacts/step/key/content/strategies.parquet' },
  });
});

it('says in a dry run what holdouts will be able to show, before anything is sent', () => {
  const metrics = { power: { C1: 'with 10 % held out you can detect ±8.3 points in 13 weeks' } };
  const dry = { ...RESULT, metrics, outcome: 'DRY_RUN' as const, publication: null };
  expect(linesOf(dry)).toContain('C1: with 10 % held out you can detect ±8.3 points in 13 weeks');
  expect(linesOf({ ...RESULT, metrics }).join('\n')).not.toContain('±8.3');
});
